import type { ChangeTemplate } from '../types';
import { acceptFinding } from './exceptions/acceptFinding';
import { allowCaller } from './allowCaller';
import { databaseAccess } from './databaseAccess';
import { denyByDefault } from './denyByDefault';
import { mtlsMode } from './mtls/mtlsMode';
import { reopenFinding } from './exceptions/reopenFinding';
import { requireHeader } from './requireHeader';
import { requireJwt } from './jwt/requireJwt';
import { revokeCaller } from './revokeCaller';

/** Changes about who may call whom, how it is proved, and what of the rest is accepted. */
export const securityTemplates: ChangeTemplate[] = [
  mtlsMode,
  allowCaller,
  revokeCaller,
  denyByDefault,
  databaseAccess,
  requireJwt,
  requireHeader,
  acceptFinding,
  reopenFinding,
];
