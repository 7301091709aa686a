import { describe, expect, it } from 'vitest';
import { librariesIn } from '../../../scripts/pack/qemu';

describe('the libraries that go along', () => {
  it('are those of ldd, less the C library and the loader', () => {
    const ldd = `
	linux-vdso.so.1 (0x00007f07a2c3a000)
	libslirp.so.0 => /lib/x86_64-linux-gnu/libslirp.so.0 (0x00007f07a064b000)
	libmount.so.1 => /lib/x86_64-linux-gnu/libmount.so.1 (0x00007f079f8b5000)
	libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f079fe56000)
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f079fc74000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f07a2c3c000)
`;
    expect(librariesIn(ldd)).toEqual([
      ['libslirp.so.0', '/lib/x86_64-linux-gnu/libslirp.so.0'],
      ['libmount.so.1', '/lib/x86_64-linux-gnu/libmount.so.1'],
    ]);
  });

  it('must all be there', () => {
    expect(() => librariesIn('\tlibslirp.so.0 => not found\n')).toThrow('libslirp.so.0');
  });
});
