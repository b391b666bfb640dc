import express, {
  type ErrorRequestHandler,
  type Request,
  type Response,
  type Router,
} from 'express';
import type { Forge } from '../model/Forge';
import type { ForgeProblem } from '../model/ForgeError';
import type { HostedRepository } from '../model/HostedRepository';
import type { User } from '../model/types';
import { Body } from './Body';
import { asGiteaProblem, GiteaProblem } from './GiteaProblem';

type Params = Record<string, string>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A request to the API, as a route sees it. */
export interface Call {
  forge: Forge;
  request: Request<Params>;
  response: Response;
  params: Params;
  body: Body;
  /** A value of the query. */
  query(name: string): string | undefined;
  /** Who asks. @throws GiteaProblem 401 */
  user(): User;
}

/** A request about one repository. */
export interface RepositoryCall extends Call {
  repository: HostedRepository;
}

/** Status and JSON of an answer; undefined when the route answered by itself. */
export type Answer = { status?: number; json?: unknown } | undefined;

type Handler<T> = (call: T) => Promise<Answer> | Answer;

const MOST_BODY = '64mb';

/** Routes of the API below `/api/v1`, with its authentication and its errors. */
export class GiteaRouter {
  readonly router: Router = express.Router();

  constructor(private readonly forge: Forge) {
    this.router.use(express.json({ limit: MOST_BODY, type: () => true }));
    this.router.use((request, _, next) => {
      const { authorization } = request.headers;
      next(
        forge.users.authenticate(authorization) === 'refused'
          ? new GiteaProblem(401, 'invalid username, password or token')
          : undefined,
      );
    });
  }

  on(method: Method, path: string, handler: Handler<Call>): void {
    this.router[method](path, async (request: Request, response, next) => {
      try {
        const answer = await handler(this.#call(request, response));
        if (answer) {
          const { status = 200, json } = answer;
          response.status(status);
          if (json === undefined) {
            response.end();
          } else {
            response.json(json);
          }
        }
      } catch (error) {
        next(asGiteaProblem(error));
      }
    });
  }

  /** A route below `/repos/{owner}/{repo}`; `statuses` where its errors differ. Writing needs a user. */
  onRepository(
    method: Method,
    path: string,
    handler: Handler<RepositoryCall>,
    statuses: Partial<Record<ForgeProblem, number>> = {},
  ): void {
    this.on(method, `/repos/:owner/:repo${path}`, async call => {
      const { owner, repo } = call.params;
      const repository = this.forge.repository(`${owner}/${repo}`);
      if (method !== 'get') {
        call.user();
      } else if (repository.facts.isPrivate) {
        this.#assertMayRead(call, repository);
      }
      try {
        return await handler({ ...call, repository });
      } catch (error) {
        throw asGiteaProblem(error, statuses);
      }
    });
  }

  /** To be called after all routes. */
  end(): Router {
    this.router.use((request, _, next) => {
      next(new GiteaProblem(404, `There is nothing at ${request.path}.`));
    });
    this.router.use(this.#answerError);
    return this.router;
  }

  readonly #answerError: ErrorRequestHandler = (error, _, response, next) => {
    const url = `${this.forge.url}/api/swagger`;
    if (error instanceof GiteaProblem) {
      const { status, message } = error;
      response.status(status).json({ message, url });
    } else if (error?.type === 'entity.too.large') {
      response.status(413).json({ message: 'The body is too large.', url });
    } else if (error instanceof SyntaxError || error instanceof URIError) {
      response.status(422).json({ message: 'The body must be JSON.', url });
    } else {
      next(error);
    }
  };

  #assertMayRead(call: Call, repository: HostedRepository): void {
    if (!call.request.headers.authorization) {
      throw new GiteaProblem(
        404,
        `There is no repository ${repository.fullName}.`,
      );
    }
  }

  #call(request: Request<Params>, response: Response): Call {
    const { forge } = this;
    return {
      forge,
      request,
      response,
      params: request.params,
      body: new Body(request.body),
      query: name => {
        const value = request.query[name];
        return typeof value === 'string' ? value : undefined;
      },
      user: () => {
        const user = forge.users.authenticate(request.headers.authorization);
        if (!user || user === 'refused') {
          throw new GiteaProblem(401, 'token is required');
        }
        return user;
      },
    };
  }
}
