const actions = new Set<() => void>();

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

function stop(signal: keyof typeof exitCodes): void {
  for (const action of [...actions].reverse()) action();
  process.exit(exitCodes[signal]);
}

/** Has the action done when this process is told to stop; returns how to take that back. The last one asked for is done first. */
export function whenStopped(action: () => void): () => void {
  if (actions.size === 0) for (const signal of Object.keys(exitCodes)) process.on(signal, stop);
  actions.add(action);
  return () => {
    actions.delete(action);
    if (actions.size === 0) for (const signal of Object.keys(exitCodes)) process.off(signal, stop);
  };
}
