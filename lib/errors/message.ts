/** What somebody threw, as text. Never throws, whatever it was. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'something without a message';
  }
}
