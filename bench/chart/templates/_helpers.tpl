{{- define "service.selector" -}}
app.kubernetes.io/instance: {{ .name }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{- define "service.metadata" -}}
name: {{ .name }}
namespace: {{ .namespace }}
labels:
  {{- include "service.selector" . | nindent 2 }}
{{- end }}
