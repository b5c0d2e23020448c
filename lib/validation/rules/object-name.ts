import { hasForm, NAME_FORMS, nameFormOf, toForm } from '../../kubernetes/names';
import { objectRule } from '../rule';

/** Every object has a name of the form that its kind demands. */
export const objectName = objectRule(
  'wrong-name',
  'invalid',
  ({ apiVersion, kind, metadata }, { kubernetesVersion }) => {
    if (kind === 'List') return [];
    const name = metadata?.name;
    const form = nameFormOf(apiVersion, kind, kubernetesVersion);
    if (typeof name === 'string' ? hasForm(name, form) : metadata?.generateName !== undefined) return [];
    return [
      {
        what: `metadata.name is no name of a ${kind}`,
        got: String(name),
        allowed: NAME_FORMS[form].allowed,
        fix: typeof name === 'string' ? `write ${toForm(name, form)}` : 'give the object a name',
      },
    ];
  },
);
