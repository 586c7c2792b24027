import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import { endpoint } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { rawRoute } from '../http/raw-route.js';
import { group } from '../http/route.js';
import { importLeads } from './import-leads.js';
import { listDoNotCall, listImports, showPipeline } from './lead-list.js';
import { liftNumber, listNumber } from './list-number.js';
import { nextLead } from './next-lead.js';
import { performance } from './performance.js';
import { pipelineAnswer, presentPipeline } from './pipeline-answer.js';
import {
  dispositionAnswer,
  doNotCallAnswer,
  importAnswer,
  leadAnswer,
  leadEventAnswer,
  presentDisposition,
  presentDoNotCall,
  presentImport,
  presentLead,
  presentLeadEvent,
} from './present.js';
import { refusedRows } from './refused-rows.js';

export const callDesk = group('call desk');

endpoint(callDesk, {
  method: 'get',
  path: '/call-desk',
  summary: 'Your next lead to call: callbacks due, then new ones, then retries.',
  query: nextLead,
  answer: z.object({
    lead: leadAnswer.nullable(),
    turn: z.string().nullable(),
    waiting: z.object({ callback: z.number(), new: z.number(), retry: z.number() }),
    history: z.array(leadEventAnswer),
    dispositions: z.array(dispositionAnswer),
  }),
  present: ({ lead: next, history, dispositions, ...rest }) => ({
    ...rest,
    lead: next && presentLead(next),
    history: history.map(presentLeadEvent),
    dispositions: dispositions.map(presentDisposition),
  }),
});

endpoint(callDesk, {
  method: 'get',
  path: '/pipeline',
  summary: 'The stages with their substages, and the ways calls end.',
  query: showPipeline,
  answer: pipelineAnswer,
  present: presentPipeline,
});

endpoint(callDesk, {
  method: 'get',
  path: '/lead-performance/:userId',
  summary: 'How a person does with leads.',
  query: performance,
  answer: z.object({
    userId: z.number(),
    leads: z.number(),
    opportunities: z.number(),
    transactions: z.number(),
    revenue: z.string(),
    compatibilityScore: z.number().nullable(),
  }),
  present: (found) => ({ ...found, revenue: formatAmount(found.revenue) }),
});

endpoint(callDesk, {
  method: 'post',
  path: '/lead-imports',
  summary: 'Bring in a CSV file of leads, up to 50,000 rows.',
  command: importLeads,
  answer: importAnswer,
  present: presentImport,
  status: 201,
  bodyLimit: '12mb',
});

endpoint(callDesk, {
  method: 'get',
  path: '/lead-imports',
  summary: 'List the files that were brought in.',
  query: listImports,
  answer: pageOf(importAnswer),
});

rawRoute(callDesk, {
  method: 'get',
  path: '/api/v1/lead-imports/:importId/refused-rows',
  summary: 'The rows that were not taken, as a CSV with the reasons.',
  allow: refusedRows.allow,
  input: refusedRows.input,
  async handle({ response, actor, input }) {
    response
      .type('csv')
      .attachment(`refused-${String(input.importId)}.csv`)
      .send(await refusedRows(actor, input));
  },
});

endpoint(callDesk, {
  method: 'get',
  path: '/do-not-call',
  summary: 'List the numbers that nobody may call, and those that were lifted.',
  query: listDoNotCall,
  answer: pageOf(doNotCallAnswer),
});

endpoint(callDesk, {
  method: 'post',
  path: '/do-not-call',
  summary: 'Put a number on the do-not-call list.',
  command: listNumber,
  answer: doNotCallAnswer,
  present: presentDoNotCall,
  status: 201,
});

endpoint(callDesk, {
  method: 'post',
  path: '/do-not-call-lifts',
  summary: 'Take a number off the list, on recorded consent.',
  command: liftNumber,
  answer: doNotCallAnswer,
  present: presentDoNotCall,
});
