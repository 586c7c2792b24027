/**
 * Goods, orders and the money that comes in; a sale is the moment on which commissions are paid.
 * In an order, `buyer_id` and `team_id` are the media buyer and his team of that day; who buys is the customer.
 */
export const up = `
CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  sku text NOT NULL CHECK (length(sku) BETWEEN 1 AND 60),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  description text,
  price bigint NOT NULL CHECK (price > 0),
  currency text NOT NULL,
  volume bigint NOT NULL DEFAULT 0 CHECK (volume >= 0),
  stock integer CHECK (stock >= 0),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
  created_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  CONSTRAINT products_sku_key UNIQUE (program_id, sku)
);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  external_id text,
  product_id bigint REFERENCES products,
  quantity integer NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000),
  is_booking boolean NOT NULL DEFAULT false,
  prospect_id bigint,
  prospect_created_at timestamptz,
  ip inet,
  user_agent text,
  referrer text,
  link_id bigint REFERENCES links,
  referral_token_id bigint REFERENCES referral_tokens,
  attributed_member_id bigint REFERENCES members,
  attribution jsonb NOT NULL DEFAULT '{}',
  buyer_id bigint REFERENCES users,
  team_id bigint REFERENCES teams,
  customer_member_id bigint REFERENCES members,
  customer_first_name text NOT NULL,
  customer_last_name text,
  customer_email text,
  customer_phone text,
  delivery_address text,
  total bigint NOT NULL CHECK (total >= 0),
  paid bigint NOT NULL DEFAULT 0,
  volume bigint NOT NULL DEFAULT 0 CHECK (volume >= 0),
  currency text NOT NULL,
  status text NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'active', 'completed', 'delivered', 'cancelled', 'expired')),
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz,
  delivered_at timestamptz,
  cancelled_at timestamptz,
  CONSTRAINT orders_external_key UNIQUE (program_id, external_id),
  CONSTRAINT orders_paid_check CHECK (paid BETWEEN 0 AND total)
);
CREATE INDEX orders_created_idx ON orders (program_id, created_at, id);
CREATE INDEX orders_status_idx ON orders (program_id, status, created_at, id);
CREATE INDEX orders_buyer_idx ON orders (buyer_id, created_at, id);
CREATE INDEX orders_link_idx ON orders (link_id);
CREATE INDEX orders_customer_idx ON orders (customer_member_id);
CREATE INDEX orders_expires_idx ON orders (expires_at) WHERE status IN ('pending', 'active');

CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  order_id bigint NOT NULL REFERENCES orders,
  kind text NOT NULL DEFAULT 'payment' CHECK (kind IN ('payment', 'wallet', 'deduction', 'gift', 'refund')),
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  reference text NOT NULL,
  status text NOT NULL DEFAULT 'completed' CHECK (status IN ('completed', 'bounced')),
  recorded_by bigint REFERENCES users,
  paid_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payments_reference_key UNIQUE (program_id, reference)
);
CREATE INDEX payments_order_idx ON payments (order_id, id);
CREATE INDEX payments_created_idx ON payments (program_id, created_at, id);

CREATE TABLE instalments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  order_id bigint NOT NULL REFERENCES orders,
  number integer NOT NULL CHECK (number > 0),
  due_on date NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  paid bigint NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'due' CHECK (status IN ('due', 'paid', 'cancelled')),
  reminded_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT instalments_number_key UNIQUE (order_id, number),
  CONSTRAINT instalments_paid_check CHECK (paid BETWEEN 0 AND amount)
);
CREATE INDEX instalments_due_idx ON instalments (due_on) WHERE status = 'due';

CREATE TABLE sales (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 60),
  external_order_id text NOT NULL CHECK (length(external_order_id) BETWEEN 1 AND 200),
  order_id bigint REFERENCES orders,
  buyer_member_id bigint REFERENCES members,
  seller_member_id bigint REFERENCES members,
  attributed_member_id bigint REFERENCES members,
  link_id bigint REFERENCES links,
  referral_token_id bigint REFERENCES referral_tokens,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  volume bigint NOT NULL DEFAULT 0 CHECK (volume >= 0),
  refunded_amount bigint NOT NULL DEFAULT 0,
  status text NOT NULL CHECK (status IN ('held', 'confirmed', 'refunded', 'rejected')),
  attribution jsonb NOT NULL DEFAULT '{}',
  metadata jsonb NOT NULL DEFAULT '{}',
  held_for text,
  recorded_by bigint REFERENCES users,
  confirmed_by bigint REFERENCES users,
  occurred_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT sales_natural_key UNIQUE (program_id, source, external_order_id),
  CONSTRAINT sales_refunded_check CHECK (refunded_amount BETWEEN 0 AND amount),
  CONSTRAINT sales_confirmed_check CHECK (status <> 'confirmed' OR confirmed_at IS NOT NULL)
);
CREATE INDEX sales_created_idx ON sales (program_id, created_at, id);
CREATE INDEX sales_status_idx ON sales (program_id, status, created_at, id);
CREATE INDEX sales_occurred_idx ON sales (program_id, occurred_at);
CREATE UNIQUE INDEX sales_order_key ON sales (order_id);
CREATE INDEX sales_seller_idx ON sales (seller_member_id, occurred_at);
CREATE INDEX sales_buyer_idx ON sales (buyer_member_id, occurred_at);
CREATE INDEX sales_attributed_idx ON sales (attributed_member_id, occurred_at);
CREATE INDEX sales_link_idx ON sales (link_id);

CREATE TABLE refunds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  sale_id bigint NOT NULL REFERENCES sales,
  reference text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  refunded_total bigint NOT NULL CHECK (refunded_total >= amount),
  volume bigint NOT NULL DEFAULT 0 CHECK (volume >= 0),
  reason text,
  recorded_by bigint REFERENCES users,
  refunded_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT refunds_reference_key UNIQUE (sale_id, reference)
);
CREATE INDEX refunds_created_idx ON refunds (program_id, created_at, id);

CREATE TABLE parked_facts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  kind text NOT NULL CHECK (kind IN ('refund', 'postback')),
  waits_for text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  status text NOT NULL DEFAULT 'parked' CHECK (status IN ('parked', 'applied', 'dropped')),
  result text,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  CONSTRAINT parked_facts_key UNIQUE (program_id, kind, waits_for, key)
);
CREATE INDEX parked_facts_created_idx ON parked_facts (program_id, created_at, id);

CREATE TABLE postback_sources (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  owner_id bigint REFERENCES users,
  name text NOT NULL,
  key_prefix text NOT NULL,
  key_hash text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
  created_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  CONSTRAINT postback_sources_key UNIQUE (key_hash)
);

CREATE TABLE postbacks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  source_id bigint NOT NULL REFERENCES postback_sources,
  click_id text NOT NULL,
  tid text NOT NULL DEFAULT '',
  status text NOT NULL CHECK (status IN ('lead', 'sale', 'rejected', 'rebill')),
  payout bigint CHECK (payout >= 0),
  currency text,
  params jsonb NOT NULL DEFAULT '{}',
  sale_id bigint REFERENCES sales,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT postbacks_fact_key UNIQUE (source_id, click_id, tid, status)
);
CREATE INDEX postbacks_created_idx ON postbacks (program_id, created_at, id);
`;

export const down = `
DROP TABLE postbacks, postback_sources, parked_facts, refunds, sales, instalments, payments, orders, products;
`;
