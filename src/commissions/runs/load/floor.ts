import type { RunScope } from '../run-scope.js';
import {
  accruedSql,
  countedElsewhereSql,
  distributorsSql,
  lateSalesSql,
  membersSql,
  openingSql,
  positionsSql,
  refundsSql,
  salesSql,
  statusesSql,
  unitsSql,
} from './sources.js';

/** Every SELECT that a period run reads by COPY under a plan of levels, pairs and ranks, in its order. */
export const floorReads = (scope: RunScope): string[] => [
  membersSql(scope),
  positionsSql(scope),
  unitsSql(scope),
  countedElsewhereSql(scope),
  salesSql(scope),
  lateSalesSql(scope),
  refundsSql(scope),
  statusesSql(scope),
  distributorsSql(scope),
  openingSql(scope),
  accruedSql(scope),
];
