// A link of the lab's text: to a port of a node, to a step, to a place in the step, or out into the web.
import { AppWindow, ExternalLink } from 'lucide-react';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import type { PortLink } from '../../../preload/contract';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useCluster, useLab } from '../../stores/app';
import { openPage } from '../../stores/view';

interface ProseLinkProps {
  port: PortLink | undefined;
  href: string;
  /** Whether it is all that its paragraph holds. */
  isAlone: boolean;
  id: string | undefined;
  children: ReactNode;
}

export function ProseLink({ port, href, isAlone, id, children }: ProseLinkProps): ReactElement {
  if (port) return <PortPage link={port} isAlone={isAlone} children={children} />;
  const isOutside = href.startsWith('https:');
  // Nowhere to go: a relative address of the site that the lab comes from.
  if (!isOutside && !href.startsWith('#')) return <span id={id}>{children}</span>;
  const follow = (event: MouseEvent): void => {
    event.preventDefault();
    if (isOutside) void ask(api.app.openOutside(href));
    else goTo(decodeURIComponent(href.slice(1)));
  };
  return (
    <a id={id} href={href} onClick={follow} onAuxClick={(event) => event.preventDefault()}>
      {children}
      {isOutside && <ExternalLink size="0.8em" aria-hidden className="guide-outside" />}
    </a>
  );
}

/** The step of that id, or the element of the shown step. */
function goTo(id: string): void {
  const { lab } = useLab.getState();
  if (lab.steps.some((step) => step.id === id)) {
    void ask(api.guide.show(id));
    return;
  }
  const target = document.getElementById(id) ?? document.getElementById(`user-content-${id}`);
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

interface PortPageProps {
  link: PortLink;
  isAlone: boolean;
  children: ReactNode;
}

function PortPage({ link: { terminal, port, path }, isAlone, children }: PortPageProps): ReactElement {
  const say = useSay();
  const node = useCluster(({ state }) => state?.nodes[terminal - 1]?.name ?? `node${terminal}`);
  return (
    <a
      className="guide-port"
      data-alone={isAlone || undefined}
      href={`http://${node}:${port}${path}`}
      title={say('guide:openPage', { node, port })}
      onClick={(event) => {
        event.preventDefault();
        openPage(node, port, path);
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      <AppWindow size="1em" aria-hidden />
      <span className="guide-port-text">{children}</span>
      <span className="guide-port-address">{`${node}:${port}`}</span>
    </a>
  );
}
