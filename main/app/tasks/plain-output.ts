// A container's output as the Docker API gives it, as plain text: unframed, without colours, its end where it is long.
import { StringDecoder } from 'node:string_decoder';

/** Bytes of a frame's head: stream (0 to 2), three zeros, length of what follows (big-endian). */
const headSize = 8;

/** The last `limit` characters at most, beginning with a whole line. */
export function plainOutput(output: Buffer, limit: number): string {
  const text = unframed(output).replaceAll(escapes, '').replaceAll(/\r+\n/g, '\n').replaceAll(/\r/g, '\n');
  if (text.length <= limit) return text;
  const end = text.slice(-limit);
  return end.slice(end.indexOf('\n') + 1);
}

/** Colours, cursor moves and titles, which a panel of text has no use for. */
// eslint-disable-next-line no-control-regex -- escape sequences begin with one
const escapes = /\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[ -/]*[0-~])/g;

/** Frames of standard output and standard error in their order; a container with a TTY has none. */
function unframed(output: Buffer): string {
  const decoders = [0, 1, 2].map(() => new StringDecoder('utf8'));
  let text = '';
  let at = 0;
  while (at < output.length) {
    const decoder = decoders[output[at] ?? -1];
    const isHead = at + headSize <= output.length && output.readUIntBE(at + 1, 3) === 0;
    if (!decoder || !isHead) return at === 0 ? output.toString('utf8') : text;
    const end = at + headSize + output.readUInt32BE(at + 4);
    text += decoder.write(output.subarray(at + headSize, end));
    at = end;
  }
  return text;
}
