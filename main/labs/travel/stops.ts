// What is done on the way and what is still ahead, as it is shown: told with every change.
import type { TextKey, TextValues } from '../../i18n/i18n';

export interface Stop {
  text: TextKey;
  values: TextValues;
  /** `node1`; undefined where it is about the whole cluster. */
  node: string | undefined;
  /** What is typed, where something is. */
  command: string | undefined;
  /** Its share of the way, in tenths of a second. */
  weight: number;
}

export interface ShownStop extends Omit<Stop, 'weight'> {
  state: 'waiting' | 'running' | 'done' | 'failed';
}

export type OnStops = (stops: ShownStop[], done: number) => void;

export interface Stops {
  /** What is ahead from now on, as it is known now. */
  plan(ahead: Stop[]): void;
  /**
   * Does it, which was announced so; `command` is what is typed in fact, with the true token. Rejects as `work` does.
   */
  make<T>(announced: Stop, command: string | undefined, work: () => Promise<T>): Promise<T>;
}

export function createStops(onStops: OnStops): Stops {
  let past: (Stop & Pick<ShownStop, 'state'>)[] = [];
  let ahead: Stop[] = [];
  let most = 0;
  const tell = (): void => {
    const all = [...past, ...ahead.map((stop) => ({ ...stop, state: 'waiting' as const }))];
    const weightOf = (some: Stop[]): number => some.reduce((sum, { weight }) => sum + weight, 0);
    const done = weightOf(all.filter(({ state }) => state === 'done' || state === 'failed'));
    most = Math.max(most, all.length === 0 ? 0 : done / Math.max(1, weightOf(all)));
    onStops(
      all.map(({ text, values, node, command, state }) => ({ text, values, node, command, state })),
      most,
    );
  };
  const end = (state: 'done' | 'failed'): void => {
    past = past.map((stop) => (stop.state === 'running' ? { ...stop, state } : stop));
    tell();
  };
  return {
    plan: (next) => {
      ahead = next;
      tell();
    },
    make: async (announced, command, work) => {
      const at = ahead.findIndex(
        (stop) =>
          stop.text === announced.text &&
          stop.command === announced.command &&
          (stop.node ?? announced.node) === announced.node,
      );
      if (at >= 0) ahead = ahead.filter((_each, index) => index !== at);
      past = [...past, { ...announced, command, state: 'running' }];
      tell();
      try {
        const result = await work();
        end('done');
        return result;
      } catch (error) {
        end('failed');
        throw error;
      }
    },
  };
}
