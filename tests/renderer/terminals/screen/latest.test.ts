// Values that replace each other on their way.
import { expect, test } from 'vitest';
import { sendLatest } from '../../../../renderer/terminals/screen/latest';

test('one is on its way at a time, and then the last', async () => {
  const sent: number[] = [];
  let arrive: () => void = () => undefined;
  const send = sendLatest((value: number) => {
    sent.push(value);
    return new Promise<void>((resolve) => (arrive = resolve));
  });
  send(1);
  send(2);
  send(3);
  expect(sent).toEqual([1]);
  arrive();
  await Promise.resolve();
  await Promise.resolve();
  expect(sent).toEqual([1, 3]);
  arrive();
  await Promise.resolve();
  await Promise.resolve();
  send(4);
  expect(sent).toEqual([1, 3, 4]);
});
