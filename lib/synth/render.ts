import type { ApiObject, Chart } from 'cdk8s';
import { messageOf } from '../errors/message';
import type { Problem } from '../errors/problem';
import { isAccepted } from '../errors/unsafe';
import { problemAt, type Rendered } from './check';
import { dataOf } from './emitted-object';
import { failedPatch } from './failed-patch';
import { lostPatches } from './lost-patches';

/** Renders one object, once; what is wrong with it goes to `problems`. */
export function render(object: ApiObject, chart: Chart, problems: Problem[]): readonly Rendered[] {
  try {
    const manifest = dataOf(object);
    problems.push(...lostPatches(object, manifest).flatMap((path) => lostPatch(object, path)));
    return [{ object, chart, manifest }];
  } catch (error) {
    problems.push(
      problemAt(
        object,
        failedPatch(object) ?? {
          severity: 'invalid',
          rule: 'not-rendered',
          what: messageOf(error),
          allowed: 'texts, numbers, true, false, lists, plain objects, and what cdk8s resolves to them',
          fix: 'mend what the message names: a Lazy or a token of this object',
        },
      ),
    );
    return [];
  }
}

function lostPatch(object: ApiObject, path: string): readonly Problem[] {
  const problem = problemAt(object, {
    severity: 'unsafe',
    rule: 'lost-patch',
    what: `a JsonPatch is lost: ${object.constructor.name} renders only the fields that it knows, after the patch`,
    got: path,
    allowed: 'patches of an ApiObject, a KubernetesObject or our constructs',
    fix: 'state the field in the props, or make the object with KubernetesObject',
  });
  return isAccepted(object, problem) ? [] : [problem];
}
