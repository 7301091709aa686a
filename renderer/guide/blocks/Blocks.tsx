// The blocks of a step, one below the other.
import { type ReactElement, useMemo } from 'react';
import type { Block, Step } from '../../../preload/contract';
import { useLab } from '../../stores/app';
import { isMeantToFail, isRunnable } from '../steps/runnable';
import { firstImages } from '../prose/images';
import { Output } from './Output';
import { PlainCode } from './PlainCode';
import { Prose } from '../prose/Prose';
import { Quiz } from '../quiz/Quiz';
import { Runnable } from '../run/Runnable';
import { OfflineNote } from '../warnings/OfflineNote';

export function Blocks({ step }: { step: Step }): ReactElement[] {
  const lab = useLab((store) => store.lab);
  const images = useMemo(() => firstImages(lab), [lab]);
  const draw = (block: Block): ReactElement => {
    if (isRunnable(block)) return <Runnable block={block} isMeantToFail={isMeantToFail(step, block)} />;
    switch (block.kind) {
      case 'prose':
        return <Prose block={block} firstImage={images.get(block) ?? 0} language={lab.language} />;
      case 'output':
        return <Output block={block} />;
      case 'quiz':
        return <Quiz block={block} language={lab.language} />;
      case 'code':
        return <PlainCode block={block} />;
    }
  };
  return step.blocks.map((block) => (
    <div key={block.line} className="guide-block" data-kind={block.kind}>
      {draw(block)}
      <OfflineNote step={step} block={block} />
    </div>
  ));
}
