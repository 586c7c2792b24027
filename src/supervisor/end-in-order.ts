/**
 * Ends this process once and in order: when it is asked to (SIGTERM, Ctrl-C) or when the supervisor that started it
 * is gone, which closes the channel between them. `stop` finishes what was begun.
 */
export function endInOrder(stop: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`${String(fault)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  if (process.connected) process.once('disconnect', end);
}
