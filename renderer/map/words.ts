// The drawing's words, from the catalogue.
import type { Say } from '../../assets/images/visualizer/files/srv/www/drawing.js';
import type { TextKey, TextValues, Translate } from '../../main/i18n/i18n';

const keys: Record<string, TextKey> = {
  'role.leader': 'map:roleLeader',
  'role.manager': 'map:roleManager',
  'role.worker': 'map:roleWorker',
  'role.none': 'map:roleNone',
  'role.joining': 'map:roleJoining',
  'role.cut': 'map:roleCut',
  'availability.active': 'map:availabilityActive',
  'availability.pause': 'map:availabilityPause',
  'availability.drain': 'map:availabilityDrain',
  'status.ready': 'map:statusReady',
  'status.down': 'map:statusDown',
  'status.disconnected': 'map:statusDisconnected',
  'status.unknown': 'map:statusUnknown',
  'status.answering': 'map:statusAnswering',
  'status.silent': 'map:statusSilent',
  'reachability.unreachable': 'map:nodeUnreachable',
  'state.new': 'map:stateNew',
  'state.pending': 'map:statePending',
  'state.assigned': 'map:stateAssigned',
  'state.accepted': 'map:stateAccepted',
  'state.preparing': 'map:statePreparing',
  'state.ready': 'map:stateReady',
  'state.starting': 'map:stateStarting',
  'state.running': 'map:stateRunning',
  'state.complete': 'map:stateComplete',
  'state.shutdown': 'map:stateShutdown',
  'state.failed': 'map:stateFailed',
  'state.rejected': 'map:stateRejected',
  'state.orphaned': 'map:stateOrphaned',
  'state.remove': 'map:stateRemove',
  'update.updating': 'map:updateUpdating',
  'update.paused': 'map:updatePaused',
  'update.rollback_started': 'map:updateRollbackStarted',
  'update.rollback_paused': 'map:updateRollbackPaused',
  'update.rollback_completed': 'map:updateRollbackCompleted',
  'empty.tasks': 'map:noTask',
  'empty.services': 'map:noService',
  'title.waiting': 'map:withoutNode',
  'title.lastKnown': 'map:lastKnown',
  'summary.nodes': 'map:nodesReady',
  'summary.tasks': 'map:tasksRunning',
  'service.running': 'map:runningOfWanted',
  'label.times': 'map:times',
};

/** A machine outside of the swarm has no availability to speak of. */
const silent = 'availability.none';

/** A word that a newer Docker says and the catalogue lacks is shown as Docker says it. */
export function drawingWords(say: Translate): Say {
  return (name, values) => {
    if (name === silent) return '';
    const key = keys[name];
    return key ? say(key, values as TextValues | undefined) : name.slice(name.indexOf('.') + 1);
  };
}
