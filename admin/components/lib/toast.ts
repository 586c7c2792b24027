export interface Toast {
  id: number;
  kind: 'success' | 'error';
  message: string;
}

type Listener = (toasts: readonly Toast[]) => void;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<Listener>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener(toasts);
}

/** Says something at the edge of the screen; errors stay until they are closed. */
export function say(kind: Toast['kind'], message: string): void {
  const id = ++last;
  publish([...toasts.slice(-3), { id, kind, message }]);
  if (kind === 'success')
    window.setTimeout(() => {
      dismiss(id);
    }, 5000);
}

export function dismiss(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
