import { describe, expect, test } from '@jest/globals';
import { nextPause } from '../../src/supervisor/backoff.js';
import { keep } from '../../src/supervisor/keep.js';
import { until } from '../support/until.js';

interface FakeLife {
  ended: Promise<void>;
  die: () => void;
  stop: () => Promise<void>;
  stopped: boolean;
}

function fakeLife(): FakeLife {
  let die: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (die = resolve));
  const life: FakeLife = {
    ended,
    die,
    stopped: false,
    stop: async () => {
      life.stopped = true;
      die();
    },
  };
  return life;
}

function fakeProgram() {
  const lives: FakeLife[] = [];
  const said: string[] = [];
  const start = async () => {
    const life = fakeLife();
    lives.push(life);
    return life;
  };
  return { lives, said, keeping: { name: 'web', start, say: (line: string) => void said.push(line) } };
}

describe('keeping a program', () => {
  test('starts it again when it dies, and says so', async () => {
    const { lives, said, keeping } = fakeProgram();
    const kept = await keep(keeping);
    lives[0]?.die();
    await until('it lives again', () => lives.length === 2);
    expect(said).toEqual(['web ended; starting it again']);
    await kept.stop();
    expect(lives.map(({ stopped }) => stopped)).toEqual([false, true]);
  });

  test('leaves it dead once told to stop', async () => {
    const { lives, keeping } = fakeProgram();
    await (await keep(keeping)).stop();
    expect(lives).toHaveLength(1);
  });

  test('goes on trying when a restart fails', async () => {
    const { lives, said, keeping } = fakeProgram();
    let refusals = 2;
    const start = () => (lives.length > 0 && refusals-- > 0 ? Promise.reject(new Error('no room')) : keeping.start());
    const kept = await keep({ ...keeping, start });
    lives[0]?.die();
    await until('it lives again', () => lives.length === 2);
    expect(said.filter((line) => line === 'web does not start: Error: no room')).toHaveLength(2);
    await kept.stop();
  });

  test('stops a life whose start was under way when the order came', async () => {
    const { lives, keeping } = fakeProgram();
    let letStart: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letStart = resolve));
    let attempts = 0;
    const start = async () => {
      if (++attempts > 1) await held;
      return keeping.start();
    };
    const kept = await keep({ ...keeping, start });
    lives[0]?.die();
    await until('the second start is under way', () => attempts === 2);
    const stopping = kept.stop();
    letStart();
    await stopping;
    expect(lives.map(({ stopped }) => stopped)).toEqual([false, true]);
  });

  test('fails at once when the very first start fails', async () => {
    const { keeping } = fakeProgram();
    const start = () => Promise.reject(new Error('no room'));
    await expect(keep({ ...keeping, start })).rejects.toThrow('no room');
  });
});

describe('the pause before a restart', () => {
  test('doubles while deaths follow quickly, up to ten seconds', () => {
    let pause = 0;
    const pauses = Array.from({ length: 9 }, () => (pause = nextPause(pause, 50)));
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
  });

  test('is short again after a settled life', () => {
    expect(nextPause(10_000, 60_000)).toBe(100);
  });
});
