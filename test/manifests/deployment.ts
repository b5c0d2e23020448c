/** A Deployment with its keys in no order at all, and as a reviewer would like to read it. */
export const deployment = {
  spec: {
    template: {
      spec: {
        volumes: [
          { emptyDir: {}, name: 'tmp' },
          { configMap: { items: [{ path: 'web.conf', key: 'conf' }], name: 'web' }, name: 'config' },
        ],
        securityContext: { seccompProfile: { type: 'RuntimeDefault' }, fsGroup: 1000, runAsNonRoot: true },
        containers: [
          {
            securityContext: {
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
              allowPrivilegeEscalation: false,
            },
            volumeMounts: [
              { mountPath: '/tmp', name: 'tmp' },
              { readOnly: true, mountPath: '/etc/web', name: 'config' },
            ],
            readinessProbe: { periodSeconds: 5, httpGet: { port: 'http', path: '/ready' } },
            env: [
              { value: 'on', name: 'CACHE' },
              { valueFrom: { secretKeyRef: { key: 'password', name: 'web-db' } }, name: 'DB_PASSWORD' },
            ],
            resources: { limits: { memory: '256Mi' }, requests: { memory: '256Mi', cpu: '100m' } },
            ports: [{ protocol: 'TCP', containerPort: 8080, name: 'http' }],
            command: ['/bin/sh', '-c', 'set -e\nexec web --listen=:8080\n'],
            image: 'registry.example.com/shop/web:1.4.2',
            name: 'web',
          },
        ],
        enableServiceLinks: false,
        automountServiceAccountToken: false,
        serviceAccountName: 'web',
        topologySpreadConstraints: [
          {
            labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } },
            whenUnsatisfiable: 'ScheduleAnyway',
            topologyKey: 'topology.kubernetes.io/zone',
            maxSkew: 1,
          },
        ],
      },
      metadata: { labels: { 'app.kubernetes.io/version': '1.4', 'app.kubernetes.io/instance': 'web' } },
    },
    strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' }, type: 'RollingUpdate' },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' } },
    replicas: 3,
  },
  metadata: { annotations: { 'example.com/owner': 'shop: web' }, namespace: 'shop', name: 'web' },
  kind: 'Deployment',
  apiVersion: 'apps/v1',
};

export const deploymentYaml = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations:
    example.com/owner: 'shop: web'
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/instance: web
      app.kubernetes.io/name: web
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/instance: web
        app.kubernetes.io/version: '1.4'
    spec:
      serviceAccountName: web
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext:
        runAsNonRoot: true
        fsGroup: 1000
        seccompProfile:
          type: RuntimeDefault
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/instance: web
      containers:
        - name: web
          image: registry.example.com/shop/web:1.4.2
          command:
            - /bin/sh
            - -c
            - |
              set -e
              exec web --listen=:8080
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          env:
            - name: CACHE
              value: 'on'
            - name: DB_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: web-db
                  key: password
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              memory: 256Mi
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            - name: config
              mountPath: /etc/web
              readOnly: true
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
      volumes:
        - name: tmp
          emptyDir: {}
        - name: config
          configMap:
            name: web
            items:
              - key: conf
                path: web.conf
`;
