import { EnvSource, Hook, ServiceType, StatelessService, Storage } from '../../../lib';
import { health, PINNED, type PublicExample, resources, selected } from './example';

const shell = (text: string) => ['sh', '-c', text];
const LOG = shell('while true; do echo "logging" >> /opt/logs.txt; sleep 1; done');
const TAIL = shell('tail -F /opt/logs.txt');
const OPT = [{ name: 'data', mountPath: '/opt' }];

/** Deployments, and the Services before them. */
export const DEPLOYMENTS: readonly PublicExample[] = [
  {
    file: 'application/guestbook/redis-leader-deployment.yaml',
    spec: { replicas: 1, ...selected({ 'app.kubernetes.io/name': 'redis' }, { role: 'leader', tier: 'backend' }) },
    pod: {
      containers: [
        {
          image: 'docker.io/redis:6.0.5',
          resources: { requests: { cpu: '100m', memory: '100Mi' } },
          ports: [{ containerPort: 6379 }],
        },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'redis-leader', {
        image: 'docker.io/redis:6.0.5',
        replicas: 1,
        selector: { 'app.kubernetes.io/name': 'redis' },
        podLabels: { role: 'leader', tier: 'backend' },
        resources: { cpu: '100m', memory: '100Mi' },
        ports: [{ name: 'redis', port: 6379 }],
        health,
      }),
  },
  {
    file: 'application/deployment-sidecar.yaml',
    spec: { replicas: 1 },
    pod: {
      containers: [{ image: 'alpine:latest', command: LOG, volumeMounts: OPT }],
      initContainers: [
        { name: 'logshipper', image: 'alpine:latest', restartPolicy: 'Always', command: TAIL, volumeMounts: OPT },
      ],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
    write: (chart) =>
      new StatelessService(chart, 'myapp', {
        image: 'alpine:3.22',
        replicas: 1,
        command: LOG,
        storage: [Storage.emptyDir('data', { mountPath: '/opt' })],
        sidecars: [{ name: 'logshipper', image: 'alpine:3.22', command: TAIL, mounts: { data: '/opt' }, resources }],
        resources,
        health,
      }),
    differs: [...PINNED, 'initContainers[0].image'],
  },
  {
    file: 'application/wordpress/wordpress-deployment.yaml',
    spec: {
      strategy: { type: 'Recreate' },
      ...selected({ 'app.kubernetes.io/name': 'wordpress', tier: 'frontend' }),
    },
    service: {
      type: 'LoadBalancer',
      ports: [{ port: 80 }],
      selector: { 'app.kubernetes.io/name': 'wordpress', tier: 'frontend' },
    },
    pod: {
      containers: [
        {
          image: 'wordpress:6.2.1-apache',
          env: [
            { name: 'WORDPRESS_DB_HOST', value: 'wordpress-mysql' },
            { name: 'WORDPRESS_DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-pass', key: 'password' } } },
            { name: 'WORDPRESS_DB_USER', value: 'wordpress' },
          ],
          ports: [{ containerPort: 80, name: 'wordpress' }],
          volumeMounts: [{ name: 'wordpress-persistent-storage', mountPath: '/var/www/html' }],
        },
      ],
      volumes: [{ name: 'wordpress-persistent-storage', persistentVolumeClaim: { claimName: 'wp-pv-claim' } }],
    },
    write: (chart) =>
      new StatelessService(chart, 'wordpress', {
        image: 'wordpress:6.2.1-apache',
        replicas: 1,
        selector: { 'app.kubernetes.io/name': 'wordpress', tier: 'frontend' },
        rollout: { strategy: 'Recreate' },
        serviceType: ServiceType.loadBalancer(),
        ports: [{ name: 'wordpress', port: 80 }],
        env: {
          WORDPRESS_DB_HOST: 'wordpress-mysql',
          WORDPRESS_DB_PASSWORD: EnvSource.secretKey('mysql-pass', 'password'),
          WORDPRESS_DB_USER: 'wordpress',
        },
        storage: [
          Storage.existingClaim('wordpress-persistent-storage', { claim: 'wp-pv-claim', mountPath: '/var/www/html' }),
        ],
        resources,
        health,
      }),
  },
  {
    file: 'service/networking/nginx-secure-app.yaml',
    spec: { replicas: 1, ...selected({ run: 'my-nginx' }) },
    service: {
      type: 'NodePort',
      ports: [{ port: 8080, protocol: 'TCP', name: 'http' }, { port: 443, protocol: 'TCP', name: 'https' }], // biome-ignore format: as short as it gets
      selector: { run: 'my-nginx' },
    },
    pod: {
      containers: [
        {
          image: 'bprashanth/nginxhttps:1.0',
          ports: [{ containerPort: 80 }, { containerPort: 443 }],
          volumeMounts: [
            { name: 'secret-volume', mountPath: '/etc/nginx/ssl' },
            { name: 'configmap-volume', mountPath: '/etc/nginx/conf.d' },
          ],
        },
      ],
      volumes: [
        { name: 'secret-volume', secret: { secretName: 'nginxsecret' } },
        { name: 'configmap-volume', configMap: { name: 'nginxconfigmap' } },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'my-nginx', {
        image: 'bprashanth/nginxhttps:1.0',
        replicas: 1,
        selector: { run: 'my-nginx' },
        serviceType: ServiceType.nodePort(),
        ports: [
          { name: 'http', port: 8080, targetPort: 80 },
          { name: 'https', port: 443 },
        ],
        storage: [
          Storage.secret('secret-volume', { secret: 'nginxsecret', mountPath: '/etc/nginx/ssl' }),
          Storage.configMap('configmap-volume', { configMap: 'nginxconfigmap', mountPath: '/etc/nginx/conf.d' }),
        ],
        resources,
        health,
      }),
  },
  {
    file: 'service/access/frontend-deployment.yaml',
    spec: { replicas: 1, ...selected({ 'app.kubernetes.io/name': 'hello', tier: 'frontend', track: 'stable' }) },
    pod: {
      containers: [
        {
          image: 'gcr.io/google-samples/hello-frontend:1.0',
          lifecycle: { preStop: { exec: { command: ['/usr/sbin/nginx', '-s', 'quit'] } } },
        },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'frontend', {
        image: 'gcr.io/google-samples/hello-frontend:1.0',
        replicas: 1,
        selector: { 'app.kubernetes.io/name': 'hello', tier: 'frontend', track: 'stable' },
        lifecycle: { preStop: Hook.exec(['/usr/sbin/nginx', '-s', 'quit']) },
        resources,
        health,
      }),
  },
  {
    file: 'deployments/deployment-with-capacity-reservation.yaml',
    spec: { replicas: 1, ...selected({ 'app.kubernetes.io/name': 'capacity-placeholder' }) },
    pod: {
      priorityClassName: 'placeholder',
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              podAffinityTerm: {
                labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'capacity-placeholder' } },
                topologyKey: 'kubernetes.io/hostname',
              },
            },
          ],
        },
      },
      containers: [
        {
          image: 'registry.k8s.io/pause:3.6',
          resources: { requests: { cpu: '50m', memory: '512Mi' }, limits: { memory: '512Mi' } },
        },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'capacity-reservation', {
        image: 'registry.k8s.io/pause:3.6',
        replicas: 1,
        selector: { 'app.kubernetes.io/name': 'capacity-placeholder' },
        podAnnotations: { 'kubernetes.io/description': 'Capacity reservation' },
        scheduling: { priorityClassName: 'placeholder' },
        resources: { cpu: '50m', memory: '512Mi' },
        health,
      }),
  },
  {
    file: 'deployments/deployment-with-configmap-and-sidecar-container.yaml',
    spec: { replicas: 3 },
    pod: {
      volumes: [
        { name: 'shared-data', emptyDir: {} },
        { name: 'config-volume', configMap: { name: 'color' } },
      ],
      containers: [{ volumeMounts: [{ name: 'shared-data', mountPath: '/usr/share/nginx/html' }] }],
      initContainers: [
        {
          name: 'alpine',
          image: 'alpine:3',
          restartPolicy: 'Always',
          volumeMounts: [
            { name: 'shared-data', mountPath: '/pod-data' },
            { name: 'config-volume', mountPath: '/etc/config' },
          ],
        },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'configmap-sidecar-container', {
        image: 'nginx:1.29.3',
        replicas: 3,
        storage: [
          Storage.emptyDir('shared-data', { mountPath: '/usr/share/nginx/html' }),
          Storage.configMap('config-volume', { configMap: 'color' }),
        ],
        sidecars: [
          {
            name: 'alpine',
            image: 'alpine:3',
            mounts: { 'shared-data': '/pod-data', 'config-volume': '/etc/config' },
            resources,
          },
        ],
        resources,
        health,
      }),
  },
  {
    file: 'application/mysql/mysql-deployment.yaml',
    spec: { strategy: { type: 'Recreate' }, ...selected({ app: 'mysql' }) },
    service: { clusterIP: 'None', ports: [{ port: 3306 }], selector: { app: 'mysql' } },
    pod: {
      containers: [
        {
          image: 'mysql:5.6',
          ports: [{ containerPort: 3306, name: 'mysql' }],
          volumeMounts: [{ name: 'mysql-persistent-storage', mountPath: '/var/lib/mysql' }],
        },
      ],
      volumes: [{ name: 'mysql-persistent-storage', persistentVolumeClaim: { claimName: 'mysql-pv-claim' } }],
    },
    write: (chart) =>
      new StatelessService(chart, 'mysql', {
        image: 'mysql:5.6',
        replicas: 1,
        selector: { app: 'mysql' },
        rollout: { strategy: 'Recreate' },
        ports: [{ name: 'mysql', port: 3306 }],
        serviceType: ServiceType.headless(),
        storage: [
          Storage.existingClaim('mysql-persistent-storage', { claim: 'mysql-pv-claim', mountPath: '/var/lib/mysql' }),
        ],
        resources,
        health,
      }),
  },
  {
    file: 'application/php-apache.yaml',
    spec: selected({ 'app.kubernetes.io/name': 'php-apache' }),
    service: { ports: [{ port: 80 }], selector: { 'app.kubernetes.io/name': 'php-apache' } },
    pod: {
      containers: [
        { ports: [{ containerPort: 80 }], resources: { limits: { cpu: '500m' }, requests: { cpu: '200m' } } },
      ],
    },
    write: (chart) =>
      new StatelessService(chart, 'php-apache', {
        image: 'registry.k8s.io/hpa-example:1.0',
        selector: { 'app.kubernetes.io/name': 'php-apache' },
        ports: [{ name: 'http', port: 80 }],
        resources: { memory: '128Mi', cpu: '200m', cpuLimit: '500m' },
        health,
      }),
  },
];
