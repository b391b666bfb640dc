import type { ChangeTemplate } from '../types';
import { allowCaller } from './allowCaller';
import { databaseAccess } from './databaseAccess';
import { denyByDefault } from './denyByDefault';
import { mtlsMode } from './mtls/mtlsMode';
import { requireHeader } from './requireHeader';
import { requireJwt } from './jwt/requireJwt';
import { revokeCaller } from './revokeCaller';

/** Changes about who may call whom, and how it is proved. */
export const securityTemplates: ChangeTemplate[] = [
  mtlsMode,
  allowCaller,
  revokeCaller,
  denyByDefault,
  databaseAccess,
  requireJwt,
  requireHeader,
];
