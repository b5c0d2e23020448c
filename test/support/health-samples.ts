import { Health, Probe } from '../../lib';
import { Sample } from './sample';

const asked = { periodSeconds: 10, timeoutSeconds: 3, initialDelaySeconds: 1 };

const timings = { ...asked, failureThreshold: 3 };

const ending = { terminationGracePeriodSeconds: 5 };

export const http = new Sample(Health.http, [
  [
    '',
    {
      ready: '/ready',
      live: '/live',
      startup: '/start',
      startupBudget: 60,
      port: 'http',
      scheme: 'HTTP',
      headers: { Accept: 'text/plain' },
      timings: {
        ready: { ...timings, successThreshold: 2, terminationGracePeriodSeconds: undefined },
        live: { ...timings, successThreshold: 1, ...ending },
        startup: { ...asked, successThreshold: 1, failureThreshold: undefined, ...ending },
      },
    },
  ],
]);

export const PROBES: Readonly<Record<string, Sample>> = {
  'Probe.http': new Sample(Probe.http, [
    ['path', '/ready'],
    [
      '',
      {
        port: 'http',
        host: '127.0.0.1',
        scheme: 'HTTP',
        headers: { Accept: 'text/plain' },
        ...timings,
        successThreshold: 1,
        terminationGracePeriodSeconds: undefined,
      },
    ],
  ]),
  'Probe.tcp': new Sample(Probe.tcp, [
    [
      '',
      { port: 'http', host: '127.0.0.1', ...timings, successThreshold: 1, terminationGracePeriodSeconds: undefined },
    ],
  ]),
  'Probe.grpc': new Sample(Probe.grpc, [
    ['', { port: 'http', service: 'web', ...timings, successThreshold: 1, terminationGracePeriodSeconds: undefined }],
  ]),
  'Probe.exec': new Sample(Probe.exec, [
    ['command', ['true']],
    ['', { ...timings, successThreshold: 1, terminationGracePeriodSeconds: undefined }],
  ]),
};

const { 'Probe.http': httpProbe, 'Probe.tcp': tcpProbe, 'Probe.exec': execProbe } = PROBES;

export const HEALTHS: Readonly<Record<string, Sample>> = {
  'Health.probes': new Sample(Health.probes, [
    ['', { ready: httpProbe, live: tcpProbe, startup: execProbe, startupBudget: undefined }],
  ]),
  'Health.none': new Sample(Health.none, [['reason', 'it cannot be asked']]),
};

/** A Health whose `ready` takes any of the probes. */
export const ONE_PROBE = new Sample(Health.probes, [['', { ready: httpProbe }]]);
