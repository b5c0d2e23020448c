import { CHANNELS, type Channel, type GatewayDocument, gatewayHistory, withGateway } from './gateway';
import { type ApiHistory, historyOf } from './history';
import { interfaceFiles } from './interfaces';
import type { ApiDocument } from './openapi';
import { fieldTable } from './table';

/** The folder of what is generated, from the repository's root. */
export const GENERATED = 'lib/kubernetes/generated';

/** All generated files, path from the repository's root → content. The same documents give the same bytes. */
export function generate(
  documents: readonly ApiDocument[],
  gatewayDocuments: readonly GatewayDocument[],
): Map<string, string> {
  const history = historyOf(documents);
  const gateway = Object.fromEntries(
    CHANNELS.map((channel) => [channel, gatewayHistory(gatewayDocuments, channel, documents)]),
  ) as Record<Channel, ApiHistory>;
  const files = interfaceFiles(withGateway(history, gateway.standard, gateway.experimental));
  files.set('fields.json', fieldTable(history));
  for (const channel of CHANNELS) files.set(`gateway-${channel}.json`, fieldTable(gateway[channel]));
  return new Map([...files].map(([name, content]) => [`${GENERATED}/${name}`, content]));
}
