// An image of the lab, which a click or Enter enlarges; a box with its description where it is missing.
import './picture.css';
import { ImageOff, Maximize2, WifiOff } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { createPortal } from 'react-dom';
import type { LabImage } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { isRemote } from '../warnings/places';
import { Dialog } from '../../ui/Dialog';

/** `number` is its place among the images of the lab. */
export function Picture({ image, number }: { image: LabImage; number: number }): ReactElement {
  const say = useSay();
  const [isLarge, setLarge] = useState(false);
  const [isMissing, setMissing] = useState(image.file === undefined);
  const { alt } = image;
  const reading = useLab((store) => store.reading);
  if (isMissing) {
    const isOnline = isRemote(image.source);
    return (
      <span className="guide-picture-missing" data-online={isOnline || undefined}>
        {isOnline ? (
          <WifiOff size={18} aria-hidden />
        ) : (
          <ImageOff size={18} aria-label={say('guide:imageMissing')} role="img" />
        )}
        <span>
          {isOnline && <span className="guide-picture-why">{say('library:imageOnline')}</span>}
          {alt || image.source}
        </span>
      </span>
    );
  }
  // Another address for each reading of the lab: else the picture of the last one would be shown again.
  const source = `/lab/${number}?${reading}`;
  return (
    <>
      <button
        type="button"
        className="guide-picture"
        aria-label={say('guide:enlarge', { alt })}
        onClick={() => setLarge(true)}
      >
        <img src={source} alt="" onError={() => setMissing(true)} />
        <span className="guide-picture-mark" aria-hidden>
          <Maximize2 size={14} />
        </span>
      </button>
      {isLarge &&
        createPortal(
          <Dialog title={say('guide:image')} size="large" onClose={() => setLarge(false)}>
            <figure className="guide-picture-large">
              <img src={source} alt={alt} data-autofocus />
              {alt && <figcaption>{alt}</figcaption>}
            </figure>
          </Dialog>,
          document.body,
        )}
    </>
  );
}
