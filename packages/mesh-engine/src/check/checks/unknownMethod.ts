import { asTexts } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { fitsPattern } from '../reading/patterns';
import { policiesOf } from '../reading/policies';
import { rulesOf } from '../reading/sources';
import type { Check } from '../types';

const METHODS = [
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
];

export const unknownMethod: Check = {
  code: 'MESH3103',
  severity: 'warning',
  title: 'Method that HTTP does not have',
  kiali: ['KIA0102'],
  find: mesh =>
    policiesOf(mesh, 'AuthorizationPolicy').flatMap(({ object }) =>
      rulesOf(object)
        .flatMap(({ operations }) => operations)
        .flatMap(({ field, values }) =>
          ['methods', 'notMethods'].flatMap(name =>
            asTexts(values[name]).flatMap((method, index) =>
              METHODS.some(each => fitsPattern(method.trim(), each))
                ? []
                : {
                    object: refOf(object),
                    field: `${field}.${name}[${index}]`,
                    message: `${describeRef(
                      refOf(object),
                    )} names method ${method}, which HTTP does not have; no request fits it.`,
                    fix: `Use one of ${METHODS.join(
                      ', ',
                    )}, in capitals. Methods of gRPC are paths such as /package.Service/Method, and POST.`,
                  },
            ),
          ),
        ),
    ),
};
