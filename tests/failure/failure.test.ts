import { describe, expect, it } from 'vitest';
import { exitCodes, Failure, messageOf } from '../../main/failure/failure';

describe('a failure', () => {
  const cause = new Error('connect ECONNREFUSED');
  const failure = new Failure('no-engine', 'engine:badHost', { host: 'ftp://a' }, { cause });

  it('has its sentence in both languages', () => {
    expect(failure.sentence('fr')).toMatch(/^L’adresse de moteur « ftp:\/\/a » n’est pas comprise/);
    expect(failure.sentence('en')).toMatch(/^The engine address “ftp:\/\/a” is not understood/);
    expect(failure.message).toBe(failure.sentence('en'));
  });

  it('is an error that keeps its cause', () => {
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({
      name: 'Failure',
      kind: 'no-engine',
      cause,
      causeText: 'connect ECONNREFUSED',
    });
    expect(new Failure('cluster', 'cluster:noSubnet').causeText).toBe('');
    expect(new Failure('cluster', 'cluster:noSubnet', {}, { cause: 'text' }).causeText).toBe('text');
  });

  it('of each kind has an exit status of its own, none that means something else', () => {
    const codes = Object.values(exitCodes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toSatisfy((one: number) => one > 1 && one < 256 && one !== 70);
    expect(exitCodes).toMatchObject({ usage: 2, cancelled: 130 });
  });
});

it('what was thrown has a message, whatever it is', () => {
  expect([new Error('a'), 'b', undefined, 3].map(messageOf)).toEqual(['a', 'b', 'undefined', '3']);
});
