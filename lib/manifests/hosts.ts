/** Whether two hosts, of which each can be a wildcard, have one in common; '' is every host. Source: Listener.hostname. */
export function hostsMeet(a: string, b: string): boolean {
  if (a === b || a === '' || b === '') return true;
  const [wide, other] = a.startsWith('*.') ? [a, b] : [b, a];
  if (!wide.startsWith('*.')) return false;
  if (!other.startsWith('*.')) return other.endsWith(wide.slice(1));
  return other.endsWith(wide.slice(1)) || wide.endsWith(other.slice(1));
}
