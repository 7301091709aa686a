// The one catalogue of texts for people, French first: assets/i18n/<language>/<namespace>.json.
import { createInstance } from 'i18next';
import frCli from '../../assets/i18n/fr/cli.json';
import frCluster from '../../assets/i18n/fr/cluster.json';
import frEngine from '../../assets/i18n/fr/engine.json';
import frImages from '../../assets/i18n/fr/images.json';
import frLabs from '../../assets/i18n/fr/labs.json';
import frRehearsal from '../../assets/i18n/fr/rehearsal.json';
import frCheckpoints from '../../assets/i18n/fr/checkpoints.json';
import frEmbedded from '../../assets/i18n/fr/embedded.json';
import frSnapshots from '../../assets/i18n/fr/snapshots.json';
import frTerminals from '../../assets/i18n/fr/terminals.json';
import frWindow from '../../assets/i18n/fr/window.json';
import frGuide from '../../assets/i18n/fr/guide.json';
import frPanes from '../../assets/i18n/fr/panes.json';
import frBrowser from '../../assets/i18n/fr/browser.json';
import frMap from '../../assets/i18n/fr/map.json';
import frLibrary from '../../assets/i18n/fr/library.json';
import frTravel from '../../assets/i18n/fr/travel.json';
import frAuthoring from '../../assets/i18n/fr/authoring.json';
import frSidecar from '../../assets/i18n/fr/sidecar.json';
import enCli from '../../assets/i18n/en/cli.json';
import enCluster from '../../assets/i18n/en/cluster.json';
import enEngine from '../../assets/i18n/en/engine.json';
import enImages from '../../assets/i18n/en/images.json';
import enLabs from '../../assets/i18n/en/labs.json';
import enRehearsal from '../../assets/i18n/en/rehearsal.json';
import enCheckpoints from '../../assets/i18n/en/checkpoints.json';
import enEmbedded from '../../assets/i18n/en/embedded.json';
import enSnapshots from '../../assets/i18n/en/snapshots.json';
import enTerminals from '../../assets/i18n/en/terminals.json';
import enWindow from '../../assets/i18n/en/window.json';
import enGuide from '../../assets/i18n/en/guide.json';
import enPanes from '../../assets/i18n/en/panes.json';
import enBrowser from '../../assets/i18n/en/browser.json';
import enMap from '../../assets/i18n/en/map.json';
import enLibrary from '../../assets/i18n/en/library.json';
import enTravel from '../../assets/i18n/en/travel.json';
import enAuthoring from '../../assets/i18n/en/authoring.json';
import enSidecar from '../../assets/i18n/en/sidecar.json';

const french = {
  cli: frCli,
  cluster: frCluster,
  engine: frEngine,
  images: frImages,
  labs: frLabs,
  rehearsal: frRehearsal,
  checkpoints: frCheckpoints,
  embedded: frEmbedded,
  snapshots: frSnapshots,
  terminals: frTerminals,
  window: frWindow,
  guide: frGuide,
  panes: frPanes,
  browser: frBrowser,
  map: frMap,
  library: frLibrary,
  travel: frTravel,
  authoring: frAuthoring,
  sidecar: frSidecar,
};

type Catalogue = typeof french;

const english: Catalogue = {
  cli: enCli,
  cluster: enCluster,
  engine: enEngine,
  images: enImages,
  labs: enLabs,
  rehearsal: enRehearsal,
  checkpoints: enCheckpoints,
  embedded: enEmbedded,
  snapshots: enSnapshots,
  terminals: enTerminals,
  window: enWindow,
  guide: enGuide,
  panes: enPanes,
  browser: enBrowser,
  map: enMap,
  library: enLibrary,
  travel: enTravel,
  authoring: enAuthoring,
  sidecar: enSidecar,
};

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text's address in the catalogue: `<namespace>:<key>`; a missing one does not compile. */
export type TextKey = {
  [N in keyof Catalogue]: `${N}:${Singular<Extract<keyof Catalogue[N], string>>}`;
}[keyof Catalogue];

/** i18next finds `key_one` and `key_other` under `key`. */
type Singular<K extends string> = K extends `${infer Stem}_${'one' | 'many' | 'other'}` ? Stem : K;

export type TextValues = Record<string, string | number>;
export type Translate = (key: TextKey, values?: TextValues) => string;

const catalogue = createInstance();
void catalogue.init({
  lng: 'fr',
  fallbackLng: 'fr',
  ns: Object.keys(french),
  resources: { fr: french, en: english },
  showSupportNotice: false,
  // Texts go to a terminal or to React, which escapes by itself.
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** The translator for one language. */
export function translator(language: Language): Translate {
  const translate = catalogue.getFixedT(language);
  return (key, values) => translate(key, { ...values });
}

/** The learner's language by the usual environment variables: English where they ask for it, French otherwise. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const asked = environment.ESSAIM_LANG || environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
  return asked?.toLowerCase().startsWith('en') ? 'en' : 'fr';
}
