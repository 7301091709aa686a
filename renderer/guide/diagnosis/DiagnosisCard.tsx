// What was found wrong, each with what would mend it; or that nothing is, and what is left to do.
import './diagnosis.css';
import { CircleCheck, RefreshCw, X } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { Diagnosis, Step } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { Button } from '../../ui/Button';
import { TakeMeHere } from '../travel/TakeMeHere';
import { FaultRow } from './FaultRow';
import { Rest } from './Rest';

interface DiagnosisCardProps {
  step: Step;
  diagnosis: Diagnosis;
  isLooking: boolean;
  look: () => void;
  close: () => void;
}

export function DiagnosisCard({ step, diagnosis, isLooking, look, close }: DiagnosisCardProps): ReactElement {
  const say = useSay();
  const { faults } = diagnosis;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' });
  }, [diagnosis]);
  return (
    <section ref={card} className="diagnosis" data-good={faults.length === 0 || undefined}>
      <header className="diagnosis-head">
        <h2>
          {faults.length === 0 && <CircleCheck size={18} aria-hidden />}
          <span role="status">
            {faults.length === 0
              ? say('guide:diagnosisNothing')
              : say('guide:diagnosisFaults', { count: faults.length })}
          </span>
        </h2>
        <Button
          kind="quiet"
          size="small"
          label={say('guide:diagnosisClose')}
          icon={<X size={16} />}
          onClick={close}
        />
      </header>
      {faults.length === 0 ? (
        <Rest step={step} />
      ) : (
        <ol>
          {faults.map((fault, index) => (
            <FaultRow key={index} fault={fault} step={step} />
          ))}
        </ol>
      )}
      <footer className="diagnosis-foot">
        <Button size="small" icon={<RefreshCw size={14} />} disabled={isLooking} onClick={look}>
          {say('guide:diagnosisAgain')}
        </Button>
        {faults.length > 0 && <TakeMeHere step={step} isToStart />}
      </footer>
    </section>
  );
}
