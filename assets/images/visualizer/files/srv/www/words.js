// The page's words in French and English, chosen by the browser's languages; French where it asks for neither.

const french = {
  'role.leader': 'leader',
  'role.manager': 'manager',
  'role.worker': 'worker',
  'availability.active': 'actif',
  'availability.pause': 'en pause',
  'availability.drain': 'vidé (drain)',
  'status.ready': 'prêt',
  'status.down': 'hors service',
  'status.disconnected': 'déconnecté',
  'status.unknown': 'état inconnu',
  'reachability.unreachable': 'injoignable',
  'state.new': 'nouvelle',
  'state.pending': 'en attente',
  'state.assigned': 'attribuée',
  'state.accepted': 'acceptée',
  'state.preparing': 'se prépare',
  'state.ready': 'prête',
  'state.starting': 'démarre',
  'state.running': 'en marche',
  'state.complete': 'terminée',
  'state.shutdown': 'arrêtée',
  'state.failed': 'échouée',
  'state.rejected': 'rejetée',
  'state.orphaned': 'orpheline',
  'state.remove': 'en suppression',
  'update.updating': 'mise à jour en cours',
  'update.paused': 'mise à jour suspendue',
  'update.rollback_started': 'retour en arrière en cours',
  'update.rollback_paused': 'retour en arrière suspendu',
  'update.rollback_completed': 'revenu en arrière',
  'empty.tasks': 'aucune tâche',
  'empty.services': 'Aucun service pour l’instant.',
  'title.waiting': 'Sans nœud',
  'title.lastKnown': 'Dernier état connu : ce nœud ne répond plus.',
  'summary.nodes': 'Nœuds prêts : {ready}/{nodes}',
  'summary.tasks': 'tâches en marche : {running}',
  'service.running': '{running}/{wanted}',
  'label.times': '×{times}',
  'pulse.reading': 'Lecture de l’état…',
  'pulse.live': 'en direct',
  'pulse.old': 'Le visualiseur ne répond plus : état de {time}',
  'pulse.silent': 'Le visualiseur ne répond pas encore…',
  'problem.no-socket':
    'Le conteneur n’a pas accès à Docker : montez /var/run/docker.sock (--mount type=bind,source=/var/run/docker.sock,target=/var/run/docker.sock).',
  'problem.no-answer': 'Docker ne répond pas sur /var/run/docker.sock.',
  'problem.no-manager':
    'Ce nœud n’est pas un manager : seul un manager connaît l’état du swarm. Placez le visualiseur sur un manager (--constraint node.role==manager).',
  'problem.no-leader':
    'Le swarm n’a plus de leader : trop peu de managers répondent. Les conteneurs continuent, mais rien ne peut être lu ni changé.',
  'problem.docker': 'Docker refuse de donner l’état du swarm : {message}',
  footer:
    'Doublure d’Essaim pour dockersamples/visualizer : ce n’est pas l’image d’origine. Elle lit l’état du swarm, sans rien y changer.',
};

const english = {
  ...Object.fromEntries(
    [
      'new',
      'pending',
      'assigned',
      'accepted',
      'preparing',
      'ready',
      'starting',
      'running',
      'complete',
      'shutdown',
    ]
      .concat('failed', 'rejected', 'orphaned', 'remove')
      .map((state) => [`state.${state}`, state]),
  ),
  'role.leader': 'leader',
  'role.manager': 'manager',
  'role.worker': 'worker',
  'availability.active': 'active',
  'availability.pause': 'paused',
  'availability.drain': 'drained',
  'status.ready': 'ready',
  'status.down': 'down',
  'status.disconnected': 'disconnected',
  'status.unknown': 'state unknown',
  'reachability.unreachable': 'unreachable',
  'update.updating': 'updating',
  'update.paused': 'update paused',
  'update.rollback_started': 'rolling back',
  'update.rollback_paused': 'rollback paused',
  'update.rollback_completed': 'rolled back',
  'empty.tasks': 'no task',
  'empty.services': 'No service yet.',
  'title.waiting': 'Without a node',
  'title.lastKnown': 'Last known state: this node no longer answers.',
  'summary.nodes': 'Nodes ready: {ready}/{nodes}',
  'summary.tasks': 'tasks running: {running}',
  'service.running': '{running}/{wanted}',
  'label.times': '×{times}',
  'pulse.reading': 'Reading the state…',
  'pulse.live': 'live',
  'pulse.old': 'The visualizer no longer answers: state of {time}',
  'pulse.silent': 'The visualizer does not answer yet…',
  'problem.no-socket':
    'The container has no access to Docker: mount /var/run/docker.sock (--mount type=bind,source=/var/run/docker.sock,target=/var/run/docker.sock).',
  'problem.no-answer': 'Docker does not answer on /var/run/docker.sock.',
  'problem.no-manager':
    'This node is no manager, and only managers know the swarm’s state. Place the visualizer on a manager (--constraint node.role==manager).',
  'problem.no-leader':
    'The swarm has no leader: too few managers answer. Containers go on, but nothing can be read or changed.',
  'problem.docker': 'Docker refuses to tell the swarm’s state: {message}',
  footer:
    'Essaim’s stand-in for dockersamples/visualizer: not the original image. It reads the swarm’s state and changes nothing.',
};

export const words = { fr: french, en: english };

const languages = (globalThis.navigator?.languages ?? []).map((tag) => tag.slice(0, 2));
export const language = languages.find((tag) => tag === 'fr' || tag === 'en') ?? 'fr';

export const say = sayIn(language);

/** The sentence for a key, with its {values}; the key itself where a newer Docker says a word that is not known here. */
export function sayIn(chosen) {
  return (key, values = {}) =>
    (words[chosen][key] ?? key.slice(key.indexOf('.') + 1)).replace(/\{(\w+)\}/g, (_, name) =>
      String(values[name] ?? ''),
    );
}
