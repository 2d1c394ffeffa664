/** Notes an error for the operator as one line of JSON, without anything a visitor typed or is known by. */
export function report(error: unknown, address: string): void {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  console.error(
    JSON.stringify({
      time: new Date().toISOString(),
      level: 'error',
      address,
      name,
      message,
      cause: cause instanceof Error ? cause.message : undefined,
      stack: stack?.split('\n').slice(1, 6),
    }),
  );
}
