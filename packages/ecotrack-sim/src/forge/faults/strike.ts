import type { RequestHandler, Response } from 'express';
import type { FaultPlan } from './FaultPlan';
import type { ForgeFaultKind } from './types';

interface Refusal {
  status: number;
  message: string;
}

const REFUSALS: Partial<Record<ForgeFaultKind, Refusal>> = {
  conflict: { status: 409, message: 'Something else changed it meanwhile.' },
  unprocessable: { status: 422, message: 'Validation Failed' },
  forbidden: { status: 403, message: 'This is not allowed.' },
  'bad-gateway': { status: 502, message: 'Bad Gateway' },
  'rate-limited': { status: 429, message: 'Too many requests. Wait a while.' },
};

const DEFAULT_RETRY_AFTER = 1;
const DEFAULT_DELAY = 1000;

/** Whatever answers, its answer is lost. */
function loseAnswer(response: Response): void {
  response.write = () => true;
  response.end = () => {
    response.socket?.destroy();
    return response;
  };
}

/** Lets the plan strike the requests that pass here. */
export function strike(plan: FaultPlan): RequestHandler {
  return (request, response, next) => {
    const fault = plan.take(request.method, request.originalUrl);
    const refusal = fault && REFUSALS[fault.kind];
    if (!fault) {
      next();
    } else if (refusal) {
      if (fault.kind === 'rate-limited') {
        const wait = fault.retryAfter ?? DEFAULT_RETRY_AFTER;
        response.set('Retry-After', String(wait));
      }
      const { status, message } = refusal;
      response.status(status).json({ message: fault.message ?? message });
    } else if (fault.kind === 'slow') {
      setTimeout(next, fault.milliseconds ?? DEFAULT_DELAY).unref();
    } else {
      loseAnswer(response);
      next();
    }
  };
}
