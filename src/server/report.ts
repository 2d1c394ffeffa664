/** Notes an error for the operator as one line of JSON, without anything a visitor typed or is known by. */
export function report(error: unknown, address: string): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(
    JSON.stringify({ time: new Date().toISOString(), level: 'error', address, name, message, stack: stack?.split('\n').slice(1, 6) }),
  );
}
