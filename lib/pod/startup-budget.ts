import type { Place } from '../input/place';
import type { ReadTimings } from './probe';

/** Below this many seconds a startup probe asks every second, so that little of a short budget is rounded away. */
const SHORT = 30;

/**
 * The timings of a startup probe that gives a program some time to start. kubelet restarts it after `failureThreshold`
 * failures in a row, one each `periodSeconds`: the budget divided by the period, rounded up.
 */
export function budgetTimings(budget: number, given: ReadTimings, at: Place): ReadTimings {
  if (given.failureThreshold !== undefined) {
    at.key('startupBudget').complain({
      rule: 'budget-and-threshold',
      what: 'says what the failureThreshold of the startup probe says too',
      got: budget,
      allowed: 'one of startupBudget and failureThreshold',
      fix: 'remove failureThreshold',
    });
  }
  const periodSeconds = given.periodSeconds ?? (budget < SHORT ? 1 : 5);
  const delay = given.initialDelaySeconds ?? 0;
  const failureThreshold = Math.max(1, Math.ceil((budget - delay) / periodSeconds));
  return { ...given, periodSeconds, failureThreshold };
}
