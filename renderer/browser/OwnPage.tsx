// What stands in the tab instead of a page of the cluster: what is missing, in the learner's words, and what helps.
import './own-page.css';
import { Globe, Hourglass, type LucideIcon, PlugZap, Power, Route, ServerOff, Signpost } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { TextKey } from '../../main/i18n/i18n';
import { useSay } from '../i18n';
import { useCluster } from '../stores/app';
import { openDialog, openPage } from '../stores/view';
import { Button } from '../ui/Button';
import { type PageAddress, urlOf } from './address';
import { type OwnPage as Page, portChoices } from './own-page';

interface OwnPageProps {
  page: Page;
  /** Where the tab is sent. */
  address: PageAddress;
}

export function OwnPage({ page, address }: OwnPageProps): ReactElement {
  const say = useSay();
  const { node, port } = address;
  switch (page.kind) {
    case 'no-cluster':
      return (
        <Sheet icon={Power} title={say(phaseTitles[page.phase])} isBusy={page.phase !== 'down'}>
          <p>{say('browser:noClusterText')}</p>
        </Sheet>
      );
    case 'opening':
      return <Sheet icon={Globe} title={say('browser:opening', { url: urlOf(address) })} isBusy />;
    case 'silent-node':
      return (
        <Sheet icon={ServerOff} title={say('browser:silentNode', { node })}>
          <p>{say('browser:silentNodeText')}</p>
        </Sheet>
      );
    case 'unpublished':
      return (
        <Sheet icon={PlugZap} title={say('browser:unpublished', { port })} isBusy>
          <p>{say('browser:unpublishedText')}</p>
          <Published node={node} />
        </Sheet>
      );
    case 'waiting': {
      const { service, running, wanted } = page;
      const isReady = wanted > 0 && running >= wanted;
      return (
        <Sheet icon={Hourglass} title={say('browser:waiting', { service })} isBusy>
          <p>{say(isReady ? 'browser:waitingReady' : 'browser:waitingTasks', { running, wanted })}</p>
          {wanted > 0 && (
            <progress aria-label={say('browser:waitingProgress')} value={running} max={wanted} />
          )}
        </Sheet>
      );
    }
    case 'no-mesh': {
      const { service, nodes, mesh } = page;
      return (
        <Sheet icon={Route} title={say('browser:noMesh')}>
          <p>{say('browser:noMeshText', { service, port, why: say(mesh.why.text, mesh.why.values) })}</p>
          {nodes.length > 0 && <p>{say('browser:noMeshTasks', { nodes: nodes.join(', ') })}</p>}
          <p>{say('browser:noMeshHelp')}</p>
          <Button onClick={() => openDialog('settings')}>{say('browser:settings')}</Button>
        </Sheet>
      );
    }
    case 'elsewhere': {
      const { service, nodes } = page;
      return (
        <Sheet icon={Signpost} title={say('browser:elsewhere', { service, node })}>
          <p>{say('browser:elsewhereText', { port })}</p>
          <div className="browser-offers">
            {nodes.map((each) => (
              <Button key={each} onClick={() => openPage(each, port)}>
                {`${each}:${port}`}
              </Button>
            ))}
          </div>
        </Sheet>
      );
    }
  }
}

const phaseTitles: Record<Extract<Page, { kind: 'no-cluster' }>['phase'], TextKey> = {
  down: 'browser:labDown',
  starting: 'browser:labStarting',
  resetting: 'browser:labResetting',
  stopping: 'browser:labStopping',
  lost: 'browser:labLost',
};

interface SheetProps {
  icon: LucideIcon;
  title: string;
  /** Whether it goes by itself. */
  isBusy?: boolean;
  children?: ReactNode;
}

function Sheet({ icon: Icon, title, isBusy = false, children }: SheetProps): ReactElement {
  return (
    <div className="browser-own" role="status">
      <div className="browser-sheet">
        <span className="browser-sign" data-busy={isBusy}>
          <Icon size={26} aria-hidden />
        </span>
        <div className="browser-words">
          <h2>{title}</h2>
          {children}
        </div>
      </div>
    </div>
  );
}

/** What can be opened instead: ports that services publish already. */
function Published({ node }: { node: string }): ReactElement | null {
  const say = useSay();
  const services = useCluster((cluster) => cluster.state?.services);
  const published = portChoices(services ?? []).filter(({ service }) => service !== undefined);
  if (published.length === 0) return null;
  return (
    <div className="browser-offers">
      <span>{say('browser:published')}</span>
      {published.map(({ port, service }) => (
        <Button key={port} size="small" onClick={() => openPage(node, port)}>
          {`${port} · ${service ?? ''}`}
        </Button>
      ))}
    </div>
  );
}
