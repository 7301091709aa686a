// Fences, told apart from indented code, and whether they were closed.
import type { NodeExtension } from './construct';

interface Fence {
  /** Three or more backticks or tildes. */
  mark: string;
  isClosed: boolean;
}

declare module 'mdast' {
  interface CodeData {
    /** Where the code is a fence. */
    fence?: Fence;
  }
}

export const fenceNodes: NodeExtension = {
  enter: {
    codeFenced(token) {
      this.enter({ type: 'code', value: '', data: { fence: { mark: '', isClosed: false } } }, token);
    },
    codeFencedFenceSequence(token) {
      const code = this.stack.at(-1);
      if (code?.type === 'code' && code.data?.fence) code.data.fence.mark ||= this.sliceSerialize(token);
    },
  },
  exit: {
    codeFencedFence() {
      if (this.data.flowCodeInside) {
        const code = this.stack.at(-2);
        if (code?.type === 'code' && code.data?.fence) code.data.fence.isClosed = true;
        return;
      }
      this.buffer();
      this.data.flowCodeInside = true;
    },
  },
};
