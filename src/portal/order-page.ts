import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import type { Refusal } from '../core/errors.js';
import { page } from '../http/page.js';
import { group } from '../http/route.js';
import type { Shown } from '../http/page.js';
import type { Visit } from '../http/raw-route.js';
import type { Limit } from '../http/limit.js';
import { placeOrder } from '../orders/place-order.js';
import { Product } from '../orders/product.js';
import { defaultProgram } from '../programs/find-program.js';
import { browserFacts } from '../tracking/browser-facts.js';
import { tokenFromCookie } from '../tracking/referral-cookie.js';
import { attempt, faultsOf } from './attempt.js';
import { arrival } from './arrival.js';
import { productsOf } from './landing-page.js';
import { orderFieldText } from './order-fields.js';
import { pageFacts, showPage } from './show-page.js';

export const orderPages = group('pages');

const text = (max: number) => z.string().max(max).default('');

/** What the form sends, as loosely as browsers do; the command says what of it cannot be. */
const orderForm = z.strictObject({
  once: text(100),
  product: text(20),
  quantity: text(20),
  visit: text(100),
  ref: text(100),
  referralToken: text(100),
  firstName: text(500),
  lastName: text(500),
  email: text(500),
  phoneNumber: text(500),
  deliveryAddress: text(5000),
});
type OrderForm = z.output<typeof orderForm>;

const ordersLimit: Limit = { name: 'order-form', points: 30, seconds: 60, by: 'address' };

page(orderPages, {
  method: 'get',
  path: '/order',
  summary: 'The order form',
  hidden: true,
  input: z.strictObject({ product: z.string().max(20).default(''), visit: z.string().max(100).default('') }),
  limits: [],

  async show(visit) {
    const { ref, referralToken, ...arrived } = await arrival(visit.request, visit.response);
    const given = {
      ...orderForm.parse({}),
      once: randomUUID(),
      product: visit.input.product,
      quantity: '1',
      visit: visit.input.visit || (arrived.visitId ?? ''),
      ref: ref ?? '',
      referralToken: referralToken ?? '',
    };
    return showForm(visit, given);
  },
});

page(orderPages, {
  method: 'post',
  path: '/order',
  summary: 'Place an order',
  hidden: true,
  input: orderForm,
  limits: [ordersLimit],

  async show(visit) {
    const tried = await place(visit.actor, orderFrom(visit.input, visit.request));
    if (tried.refusal) return showForm(visit, visit.input, tried.refusal);
    return { goTo: `/thank-you?order=${String(tried.result.id)}` };
  },
});

page(orderPages, {
  method: 'get',
  path: '/thank-you',
  summary: 'The order is in',
  hidden: true,
  input: z.strictObject({
    order: z
      .string()
      .regex(/^\d{1,15}$/)
      .catch(''),
  }),
  limits: [],
  show: (visit) => showPage(pageFacts(visit), 'thank-you', { order: visit.input.order }),
});

/** A visit that is forgotten meanwhile must not cost the order. */
async function place(actor: Actor, order: OrderInput) {
  const tried = await attempt(placeOrder(actor, order));
  const isVisitUnknown = faultsOf(tried.refusal ?? undefined).some(({ field }) => field === 'visitId');
  return isVisitUnknown ? attempt(placeOrder(actor, { ...order, visitId: undefined })) : tried;
}

type OrderInput = Parameters<typeof placeOrder>[1];

function orderFrom(form: OrderForm, request: Request): OrderInput {
  const { ip, userAgent } = browserFacts(request);
  const given = (value: string) => (value.trim() === '' ? undefined : value);
  return {
    productId: form.product,
    quantity: /^\d{1,4}$/.test(form.quantity) ? Number(form.quantity) : 0,
    externalId: given(form.once),
    visitId: given(form.visit),
    firstName: form.firstName,
    lastName: form.lastName,
    email: given(form.email),
    phoneNumber: given(form.phoneNumber),
    deliveryAddress: form.deliveryAddress,
    ref: given(form.ref),
    referralToken: given(form.referralToken),
    browser: { ip, userAgent, cookie: tokenFromCookie(request.headers.cookie) },
  };
}

async function showForm(visit: Visit<unknown>, form: OrderForm, refusal?: Refusal): Promise<Shown> {
  const facts = pageFacts(visit);
  const chosen = /^\d{1,15}$/.test(form.product) ? await Product.findByPk(form.product) : null;
  const products = await productsOf(chosen?.programId ?? (await defaultProgram()).id);
  const faults = Object.fromEntries(faultsOf(refusal).map((fault) => [fault.field, orderFieldText(facts.say, fault)]));
  const data = { form, products, faults, isGone: refusal?.code === 'out_of_stock', isRefused: refusal !== undefined };
  return showPage(facts, 'order', data, refusal?.status ?? 200);
}
