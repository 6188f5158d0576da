--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: attune; Type: SCHEMA; Schema: -; Owner: attune_owner
--

CREATE SCHEMA attune;


ALTER SCHEMA attune OWNER TO attune_owner;

--
-- Name: published; Type: SCHEMA; Schema: -; Owner: attune_owner
--

CREATE SCHEMA published;


ALTER SCHEMA published OWNER TO attune_owner;

--
-- Name: key_of_digest(bytea); Type: FUNCTION; Schema: attune; Owner: attune_owner
--

CREATE FUNCTION attune.key_of_digest(digest bytea) RETURNS TABLE(workspace_id uuid, id uuid, scopes text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
            select k.workspace_id, k.id, k.scopes from attune.api_keys k
            where k.digest = key_of_digest.digest and k.revoked_at is null
              and (k.expires_at is null or k.expires_at > now())
        $$;


ALTER FUNCTION attune.key_of_digest(digest bytea) OWNER TO attune_owner;

--
-- Name: FUNCTION key_of_digest(digest bytea); Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON FUNCTION attune.key_of_digest(digest bytea) IS '4a38eec9cc477762';


--
-- Name: make_event_partitions(date, integer); Type: FUNCTION; Schema: attune; Owner: attune_owner
--

CREATE FUNCTION attune.make_event_partitions(first_month date, months integer) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
        declare
            made text[] := array[]::text[];
            first_day date;
            partition_name text;
        begin
            for i in 0 .. months - 1 loop
                first_day := (date_trunc('month', first_month) + make_interval(months => i))::date;
                partition_name := 'events_' || to_char(first_day, 'YYYY_MM');
                if to_regclass('attune.' || partition_name) is null then
                    begin
                        execute format('create table attune.%I partition of attune.events for values from (%L) to (%L)',
                            partition_name, first_day || ' 00:00:00+00',
                            (first_day + interval '1 month')::date || ' 00:00:00+00');
                        execute format('alter table attune.%I enable row level security', partition_name);
                        execute format('alter table attune.%I force row level security', partition_name);
                        made := made || partition_name;
                    exception when check_violation then
                        -- the default partition already holds rows of this month: they stay there
                        raise notice 'no partition % : its rows stay in the default partition', partition_name;
                    end;
                end if;
            end loop;
            return made;
        end $$;


ALTER FUNCTION attune.make_event_partitions(first_month date, months integer) OWNER TO attune_owner;

--
-- Name: FUNCTION make_event_partitions(first_month date, months integer); Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON FUNCTION attune.make_event_partitions(first_month date, months integer) IS 'e546d70fc2129c11';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.alembic_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE attune.alembic_version OWNER TO attune_owner;

--
-- Name: api_keys; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.api_keys (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    prefix text NOT NULL,
    digest bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT ck_api_keys_kind CHECK ((kind = ANY (ARRAY['admin'::text, 'write'::text, 'client'::text, 'scoped'::text])))
);

ALTER TABLE ONLY attune.api_keys FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.api_keys OWNER TO attune_owner;

--
-- Name: audit_log; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.audit_log (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    request_id text,
    action text NOT NULL,
    subject text NOT NULL,
    before jsonb,
    after jsonb
);

ALTER TABLE ONLY attune.audit_log FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.audit_log OWNER TO attune_owner;

--
-- Name: customer_values; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.customer_values (
    workspace_id uuid NOT NULL,
    model_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    frequency double precision NOT NULL,
    recency double precision NOT NULL,
    age double precision NOT NULL,
    monetary_value double precision,
    probability_alive double precision NOT NULL,
    probability_alive_low double precision,
    probability_alive_high double precision,
    expected_purchases double precision NOT NULL,
    expected_purchases_low double precision,
    expected_purchases_high double precision,
    expected_spend double precision,
    expected_spend_low double precision,
    expected_spend_high double precision,
    clv double precision,
    clv_low double precision,
    clv_high double precision
);

ALTER TABLE ONLY attune.customer_values FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.customer_values OWNER TO attune_owner;

--
-- Name: customers; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.customers (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    customer_id text,
    merged_into uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY attune.customers FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.customers OWNER TO attune_owner;

--
-- Name: event_keys; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys (
    workspace_id uuid NOT NULL,
    message_id text NOT NULL,
    received_on date NOT NULL
)
PARTITION BY HASH (workspace_id, message_id);

ALTER TABLE ONLY attune.event_keys FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys OWNER TO attune_owner;

--
-- Name: event_keys_0; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_0 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_0 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_0 OWNER TO attune_owner;

--
-- Name: event_keys_1; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_1 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_1 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_1 OWNER TO attune_owner;

--
-- Name: event_keys_2; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_2 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_2 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_2 OWNER TO attune_owner;

--
-- Name: event_keys_3; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_3 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_3 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_3 OWNER TO attune_owner;

--
-- Name: event_keys_4; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_4 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_4 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_4 OWNER TO attune_owner;

--
-- Name: event_keys_5; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_5 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_5 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_5 OWNER TO attune_owner;

--
-- Name: event_keys_6; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_6 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_6 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_6 OWNER TO attune_owner;

--
-- Name: event_keys_7; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.event_keys_7 (
    workspace_id uuid CONSTRAINT event_keys_workspace_id_not_null NOT NULL,
    message_id text CONSTRAINT event_keys_message_id_not_null NOT NULL,
    received_on date CONSTRAINT event_keys_received_on_not_null NOT NULL
);

ALTER TABLE ONLY attune.event_keys_7 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.event_keys_7 OWNER TO attune_owner;

--
-- Name: events; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false NOT NULL,
    message_id text NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    subject_id uuid NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb NOT NULL,
    traits jsonb,
    context jsonb
)
PARTITION BY RANGE (occurred_at);

ALTER TABLE ONLY attune.events FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events OWNER TO attune_owner;

--
-- Name: events_2025_11; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2025_11 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2025_11 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2025_11 OWNER TO attune_owner;

--
-- Name: events_2025_12; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2025_12 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2025_12 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2025_12 OWNER TO attune_owner;

--
-- Name: events_2026_01; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_01 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_01 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_01 OWNER TO attune_owner;

--
-- Name: events_2026_02; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_02 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_02 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_02 OWNER TO attune_owner;

--
-- Name: events_2026_03; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_03 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_03 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_03 OWNER TO attune_owner;

--
-- Name: events_2026_04; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_04 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_04 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_04 OWNER TO attune_owner;

--
-- Name: events_2026_05; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_05 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_05 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_05 OWNER TO attune_owner;

--
-- Name: events_2026_06; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_06 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_06 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_06 OWNER TO attune_owner;

--
-- Name: events_2026_07; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_07 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_07 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_07 OWNER TO attune_owner;

--
-- Name: events_2026_08; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_08 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_08 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_08 OWNER TO attune_owner;

--
-- Name: events_2026_09; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_09 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_09 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_09 OWNER TO attune_owner;

--
-- Name: events_2026_10; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_10 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_10 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_10 OWNER TO attune_owner;

--
-- Name: events_2026_11; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_11 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_11 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_11 OWNER TO attune_owner;

--
-- Name: events_2026_12; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2026_12 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2026_12 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2026_12 OWNER TO attune_owner;

--
-- Name: events_2027_01; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2027_01 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2027_01 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2027_01 OWNER TO attune_owner;

--
-- Name: events_2027_02; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_2027_02 (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_2027_02 FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_2027_02 OWNER TO attune_owner;

--
-- Name: events_default; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.events_default (
    workspace_id uuid CONSTRAINT events_workspace_id_not_null NOT NULL,
    id uuid CONSTRAINT events_id_not_null NOT NULL,
    occurred_at timestamp with time zone CONSTRAINT events_occurred_at_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT events_received_at_not_null NOT NULL,
    sent_at timestamp with time zone,
    original_timestamp timestamp with time zone,
    clamped boolean DEFAULT false CONSTRAINT events_clamped_not_null NOT NULL,
    message_id text CONSTRAINT events_message_id_not_null NOT NULL,
    type text CONSTRAINT events_type_not_null NOT NULL,
    name text CONSTRAINT events_name_not_null NOT NULL,
    subject_id uuid CONSTRAINT events_subject_id_not_null NOT NULL,
    anonymous_subject_id uuid,
    properties jsonb CONSTRAINT events_properties_not_null NOT NULL,
    traits jsonb,
    context jsonb
);

ALTER TABLE ONLY attune.events_default FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.events_default OWNER TO attune_owner;

--
-- Name: feed; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.feed (
    workspace_id uuid NOT NULL,
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    occurred_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY attune.feed FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.feed OWNER TO attune_owner;

--
-- Name: feed_id_seq; Type: SEQUENCE; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.feed ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME attune.feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: feed_offsets; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.feed_offsets (
    reader text NOT NULL,
    xid xid8 DEFAULT '0'::xid8 NOT NULL,
    id bigint DEFAULT '0'::bigint NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    owner text,
    lease_until timestamp with time zone,
    moved_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE attune.feed_offsets OWNER TO attune_owner;

--
-- Name: idempotency_keys; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.idempotency_keys (
    workspace_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer,
    headers jsonb,
    body bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY attune.idempotency_keys FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.idempotency_keys OWNER TO attune_owner;

--
-- Name: import_chunks; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.import_chunks (
    workspace_id uuid NOT NULL,
    import_id uuid NOT NULL,
    "position" integer NOT NULL,
    content bytea NOT NULL
);

ALTER TABLE ONLY attune.import_chunks FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.import_chunks OWNER TO attune_owner;

--
-- Name: imports; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.imports (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    media_type text NOT NULL,
    bytes bigint DEFAULT '0'::bigint NOT NULL,
    rows_done bigint DEFAULT '0'::bigint NOT NULL,
    accepted bigint DEFAULT '0'::bigint NOT NULL,
    duplicates bigint DEFAULT '0'::bigint NOT NULL,
    rejected bigint DEFAULT '0'::bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    staged_at timestamp with time zone
);

ALTER TABLE ONLY attune.imports FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.imports OWNER TO attune_owner;

--
-- Name: ingest_duplicates; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.ingest_duplicates (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    duplicates integer NOT NULL
);

ALTER TABLE ONLY attune.ingest_duplicates FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.ingest_duplicates OWNER TO attune_owner;

--
-- Name: ingest_rejects; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.ingest_rejects (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    import_id uuid,
    "position" bigint NOT NULL,
    code text NOT NULL,
    message text NOT NULL,
    raw text NOT NULL
);

ALTER TABLE ONLY attune.ingest_rejects FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.ingest_rejects OWNER TO attune_owner;

--
-- Name: jobs; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.jobs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    arguments jsonb NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    progress double precision DEFAULT '0'::double precision NOT NULL,
    stage text DEFAULT ''::text NOT NULL,
    result jsonb,
    problem jsonb,
    attempt integer DEFAULT 0 NOT NULL,
    max_attempts integer DEFAULT 3 NOT NULL,
    owner text,
    lease_until timestamp with time zone,
    run_after timestamp with time zone,
    cancel_requested_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT ck_jobs_state CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY attune.jobs FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.jobs OWNER TO attune_owner;

--
-- Name: model_runs; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.model_runs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    job_id uuid,
    model text NOT NULL,
    request jsonb NOT NULL,
    digest text NOT NULL,
    code_version text NOT NULL,
    fit jsonb NOT NULL,
    spend jsonb,
    backtest jsonb,
    diagnostics jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY attune.model_runs FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.model_runs OWNER TO attune_owner;

--
-- Name: order_events; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.order_events (
    workspace_id uuid NOT NULL,
    order_key text NOT NULL,
    event_key text NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    order_id text,
    occurred_at timestamp with time zone NOT NULL,
    amount numeric(20,4),
    currency text,
    margin numeric(20,4),
    discount numeric(20,4),
    CONSTRAINT ck_order_events_kind CHECK ((kind = ANY (ARRAY['completed'::text, 'updated'::text, 'refunded'::text, 'cancelled'::text, 'imported'::text])))
);

ALTER TABLE ONLY attune.order_events FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.order_events OWNER TO attune_owner;

--
-- Name: orders; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.orders (
    workspace_id uuid NOT NULL,
    order_key text NOT NULL,
    order_id text,
    subject_id uuid,
    ordered_at timestamp with time zone,
    gross numeric(20,4),
    refunded numeric(20,4),
    net numeric(20,4),
    net_float double precision,
    currency text,
    margin numeric(20,4),
    discount numeric(20,4),
    is_purchase boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY attune.orders FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.orders OWNER TO attune_owner;

--
-- Name: published_model; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.published_model (
    workspace_id uuid NOT NULL,
    model_id uuid NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY attune.published_model FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.published_model OWNER TO attune_owner;

--
-- Name: subject_traits; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.subject_traits (
    workspace_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    name text NOT NULL,
    value jsonb NOT NULL,
    observed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY attune.subject_traits FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.subject_traits OWNER TO attune_owner;

--
-- Name: subjects; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.subjects (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    customer_id uuid NOT NULL,
    claimed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_subjects_kind CHECK ((kind = ANY (ARRAY['user'::text, 'anonymous'::text])))
);

ALTER TABLE ONLY attune.subjects FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.subjects OWNER TO attune_owner;

--
-- Name: workspaces; Type: TABLE; Schema: attune; Owner: attune_owner
--

CREATE TABLE attune.workspaces (
    id uuid NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    currency text NOT NULL,
    clock_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ck_workspaces_currency CHECK ((currency ~ '^[A-Z]{3}$'::text))
);

ALTER TABLE ONLY attune.workspaces FORCE ROW LEVEL SECURITY;


ALTER TABLE attune.workspaces OWNER TO attune_owner;

--
-- Name: customer_value; Type: VIEW; Schema: published; Owner: attune_owner
--

CREATE VIEW published.customer_value AS
 SELECT v.workspace_id,
    v.customer_id,
    v.model_id,
    r.model,
    p.published_at,
    v.frequency,
    v.recency,
    v.age,
    v.monetary_value,
    v.probability_alive,
    v.probability_alive_low,
    v.probability_alive_high,
    v.expected_purchases,
    v.expected_purchases_low,
    v.expected_purchases_high,
    v.expected_spend,
    v.expected_spend_low,
    v.expected_spend_high,
    v.clv,
    v.clv_low,
    v.clv_high
   FROM ((attune.published_model p
     JOIN attune.customer_values v ON (((v.workspace_id = p.workspace_id) AND (v.model_id = p.model_id))))
     JOIN attune.model_runs r ON (((r.workspace_id = p.workspace_id) AND (r.id = p.model_id))));


ALTER VIEW published.customer_value OWNER TO attune_owner;

--
-- Name: VIEW customer_value; Type: COMMENT; Schema: published; Owner: attune_owner
--

COMMENT ON VIEW published.customer_value IS '85c0e185bbbd8e0e';


--
-- Name: customers; Type: VIEW; Schema: published; Owner: attune_owner
--

CREATE VIEW published.customers AS
 SELECT workspace_id,
    id,
    customer_id,
    created_at
   FROM attune.customers c
  WHERE (merged_into IS NULL);


ALTER VIEW published.customers OWNER TO attune_owner;

--
-- Name: VIEW customers; Type: COMMENT; Schema: published; Owner: attune_owner
--

COMMENT ON VIEW published.customers IS '687db5713c926144';


--
-- Name: facts; Type: VIEW; Schema: published; Owner: attune_owner
--

CREATE VIEW published.facts AS
 SELECT id AS workspace_id,
    ((EXISTS ( SELECT
           FROM attune.events e
          WHERE (e.workspace_id = w.id))) OR (EXISTS ( SELECT
           FROM attune.order_events o
          WHERE (o.workspace_id = w.id)))) AS has_facts
   FROM attune.workspaces w;


ALTER VIEW published.facts OWNER TO attune_owner;

--
-- Name: VIEW facts; Type: COMMENT; Schema: published; Owner: attune_owner
--

COMMENT ON VIEW published.facts IS '305ad2a977c1c106';


--
-- Name: orders; Type: VIEW; Schema: published; Owner: attune_owner
--

CREATE VIEW published.orders AS
 SELECT o.workspace_id,
    s.customer_id,
    o.subject_id,
    o.order_key,
    o.order_id,
    o.ordered_at,
    o.gross,
    o.refunded,
    o.net,
    o.net_float,
    o.currency,
    o.margin,
    o.discount,
    o.is_purchase
   FROM (attune.orders o
     JOIN attune.subjects s ON (((s.workspace_id = o.workspace_id) AND (s.id = o.subject_id))))
  WHERE (o.ordered_at IS NOT NULL);


ALTER VIEW published.orders OWNER TO attune_owner;

--
-- Name: VIEW orders; Type: COMMENT; Schema: published; Owner: attune_owner
--

COMMENT ON VIEW published.orders IS 'db3f381a11a5deff';


--
-- Name: subjects; Type: VIEW; Schema: published; Owner: attune_owner
--

CREATE VIEW published.subjects AS
 SELECT workspace_id,
    id AS subject_id,
    kind,
    customer_id
   FROM attune.subjects s;


ALTER VIEW published.subjects OWNER TO attune_owner;

--
-- Name: VIEW subjects; Type: COMMENT; Schema: published; Owner: attune_owner
--

COMMENT ON VIEW published.subjects IS '9e37fc6d32c0d0bc';


--
-- Name: event_keys_0; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_0 FOR VALUES WITH (modulus 8, remainder 0);


--
-- Name: event_keys_1; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_1 FOR VALUES WITH (modulus 8, remainder 1);


--
-- Name: event_keys_2; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_2 FOR VALUES WITH (modulus 8, remainder 2);


--
-- Name: event_keys_3; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_3 FOR VALUES WITH (modulus 8, remainder 3);


--
-- Name: event_keys_4; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_4 FOR VALUES WITH (modulus 8, remainder 4);


--
-- Name: event_keys_5; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_5 FOR VALUES WITH (modulus 8, remainder 5);


--
-- Name: event_keys_6; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_6 FOR VALUES WITH (modulus 8, remainder 6);


--
-- Name: event_keys_7; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys ATTACH PARTITION attune.event_keys_7 FOR VALUES WITH (modulus 8, remainder 7);


--
-- Name: events_2025_11; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2025_11 FOR VALUES FROM ('2025-11-01 00:00:00+00') TO ('2025-12-01 00:00:00+00');


--
-- Name: events_2025_12; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2025_12 FOR VALUES FROM ('2025-12-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');


--
-- Name: events_2026_01; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_01 FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');


--
-- Name: events_2026_02; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_02 FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00');


--
-- Name: events_2026_03; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_03 FOR VALUES FROM ('2026-03-01 00:00:00+00') TO ('2026-04-01 00:00:00+00');


--
-- Name: events_2026_04; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_04 FOR VALUES FROM ('2026-04-01 00:00:00+00') TO ('2026-05-01 00:00:00+00');


--
-- Name: events_2026_05; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_05 FOR VALUES FROM ('2026-05-01 00:00:00+00') TO ('2026-06-01 00:00:00+00');


--
-- Name: events_2026_06; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_06 FOR VALUES FROM ('2026-06-01 00:00:00+00') TO ('2026-07-01 00:00:00+00');


--
-- Name: events_2026_07; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_07 FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2026-08-01 00:00:00+00');


--
-- Name: events_2026_08; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_08 FOR VALUES FROM ('2026-08-01 00:00:00+00') TO ('2026-09-01 00:00:00+00');


--
-- Name: events_2026_09; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_09 FOR VALUES FROM ('2026-09-01 00:00:00+00') TO ('2026-10-01 00:00:00+00');


--
-- Name: events_2026_10; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_10 FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');


--
-- Name: events_2026_11; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');


--
-- Name: events_2026_12; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');


--
-- Name: events_2027_01; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');


--
-- Name: events_2027_02; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_2027_02 FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');


--
-- Name: events_default; Type: TABLE ATTACH; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events ATTACH PARTITION attune.events_default DEFAULT;


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.alembic_version VALUES
	('0001');


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.api_keys VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e181-7644-9251-9bd24c8856df', 'client', 'first client key', 'attune_client_UZ5LaG', '\x00eeb62e1c4f2738d035b2e741b1767f32ff4400bccd62a15361c38447c1cc89', '{flags}', '2026-11-23 20:40:53.355397+00', NULL, NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e180-7f6a-b441-5c273f094005', 'write', 'first write key', 'attune_write_1ovYRn', '\x697e9bf59fa324221bcf0cafb8ee8a842797ce3bf7eac64c8d7646398d646477', '{ingest}', '2026-11-23 20:40:53.355397+00', NULL, NULL, '2026-11-23 20:40:53.521626+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e175-79b7-8b0e-e9ebce3c875f', 'admin', 'first admin key', 'attune_admin_KCzvGB', '\xb03ead0ff1f6d958011fa3c4fcc0a21556fa335cc9f81bc9f2f37f9f5766aa05', '{admin}', '2026-11-23 20:40:53.355397+00', NULL, NULL, '2026-11-23 20:40:53.623524+00');


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.audit_log VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e172-7036-b344-fc996bb14c0b', '2026-11-23 20:40:53.355397+00', 'cli', NULL, 'workspace.created', '01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'null', '{"name": "demo", "currency": "USD", "time_zone": "UTC"}'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e17f-788d-82e7-b51305a76d32', '2026-11-23 20:40:53.355397+00', 'cli', NULL, 'key.created', '01a20a23-e175-79b7-8b0e-e9ebce3c875f', 'null', '{"kind": "admin", "name": "first admin key", "scopes": ["admin"], "expires_at": null}'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e180-7d91-8a21-4ef3c11dfcf5', '2026-11-23 20:40:53.355397+00', 'cli', NULL, 'key.created', '01a20a23-e180-7f6a-b441-5c273f094005', 'null', '{"kind": "write", "name": "first write key", "scopes": ["ingest"], "expires_at": null}'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e181-7579-8dc6-5a9dac0866ef', '2026-11-23 20:40:53.355397+00', 'cli', NULL, 'key.created', '01a20a23-e181-7644-9251-9bd24c8856df', 'null', '{"kind": "client", "name": "first client key", "scopes": ["flags"], "expires_at": null}'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e9a3-79c2-b01f-24e87645f57b', '2026-11-23 20:40:55.441385+00', 'key:01a20a23-e175-79b7-8b0e-e9ebce3c875f', '262724908ce4408abaa7353251d31176', 'workspace.changed', '01a20a23-e15c-7b81-bc0d-4756539b0c6e', '{"clock_at": null}', '{"clock_at": "2027-01-01T00:00:00+00:00"}'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-ebb7-7c32-8577-e3c395805c24', '2026-11-23 20:40:55.982635+00', 'job:01a20a23-e9e7-7fa9-a25c-0289241f8110', '01a20a23-e9e7-7fa9-a25c-0289241f8110', 'model.promoted', '01a20a23-eb64-7484-b318-c55ce5eb355e', '{"model_id": null}', '{"model_id": "01a20a23-eb64-7484-b318-c55ce5eb355e"}');


--
-- Data for Name: customer_values; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.customer_values VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e21a-7de0-be80-d3be8a0bff6f', 0, 0, 5.571428571428571, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7038-b5e6-c1c9bd3a73dd', 3, 28.428571428571427, 46.285714285714285, 48.04, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44566441962539, 47.44566441962539, 47.44566441962539, 135.89562492576522, 117.9273917181839, 156.60162244660782),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7077-95c8-449b103b318c', 3, 37, 50.57142857142857, 54.42666666666667, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445743933472734, 47.445743933472734, 47.445743933472734, 135.89585267226445, 117.92758935185047, 156.6018848941392),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-707e-874b-f6dc01563a4b', 3, 24.571428571428573, 41.714285714285715, 50.57, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44569591806493, 47.44569591806493, 47.44569591806493, 135.8957151447595, 117.92747000834729, 156.6017264119922),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-70ae-a294-d4af83603bb4', 2, 25.142857142857142, 46.57142857142857, 48.265, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445663820631395, 47.445663820631395, 47.445663820631395, 135.8956232101045, 117.92739022936927, 156.60162046953718),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-70c7-871a-c32c119e9a78', 5, 41.142857142857146, 50.142857142857146, 50.263999999999996, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445715500088674, 47.445715500088674, 47.445715500088674, 135.89577123231535, 117.92751867995959, 156.60179104543607),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-70f5-a571-c2b40e8945dc', 0, 0, 35.42857142857143, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7110-b7e3-d3f449823f9f', 4, 24.285714285714285, 47.857142857142854, 67.15, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44598411017755, 47.44598411017755, 47.44598411017755, 135.8965405952558, 117.92818631708846, 156.60267763383646),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7153-86e8-b616741ac6c8', 1, 7.285714285714286, 46.285714285714285, 44.99, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44564682902785, 47.44564682902785, 47.44564682902785, 135.89557454212587, 117.92734799631148, 156.60156438616863),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7166-a148-42142fe97fa5', 2, 42.285714285714285, 49, 28.81, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44550234377129, 47.44550234377129, 47.44550234377129, 135.895160702116, 117.9269888745739, 156.60108749063195),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-717b-9f75-904b3f5b20a6', 3, 27, 46.857142857142854, 66.43666666666667, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445893457685656, 47.445893457685656, 47.445893457685656, 135.89628094503934, 117.92796099804082, 156.6023784215168),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7231-a512-e0f690511dd3', 4, 38.57142857142857, 50.714285714285715, 25.19, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44528757840545, 47.44528757840545, 47.44528757840545, 135.89454556322056, 117.9264550698578, 156.600378624919),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7292-a70c-cfaa125e29b5', 4, 32.285714285714285, 46.857142857142854, 48.695, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44567775903708, 47.44567775903708, 47.44567775903708, 135.89566313300102, 117.927424873627, 156.60166647536238),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-72a0-b241-e9d9a7e794c4', 3, 19.857142857142858, 29.285714285714285, 69.46666666666667, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44593118111324, 47.44593118111324, 47.44593118111324, 135.89638899387433, 117.92805476056846, 156.60250293341974),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-72d2-8db7-362d8a8c46ed', 3, 3.857142857142857, 15.142857142857142, 56.346666666666664, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445767837426835, 47.445767837426835, 47.445767837426835, 135.89592113885294, 117.92764876572937, 156.60196379277076),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7306-a0a2-adbc92e72ac9', 3, 16.857142857142858, 46.857142857142854, 45.49666666666667, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44563275518619, 47.44563275518619, 47.44563275518619, 135.89553423130863, 117.92731301542423, 156.60151793331642),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7365-8f68-a4c3ccbb7fcf', 5, 39.714285714285715, 49.142857142857146, 47.17, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44565130024478, 47.44565130024478, 47.44565130024478, 135.8955873487506, 117.9273591096336, 156.60157914409933),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7375-96c3-0c3fb680d38c', 3, 44.285714285714285, 50.857142857142854, 52.9, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44572492650922, 47.44572492650922, 47.44572492650922, 135.89579823181737, 117.92754210956484, 156.60182215876898),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-73f1-aaa7-eafee30b9471', 2, 30.142857142857142, 42.57142857142857, 76.855, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44590111816059, 47.44590111816059, 47.44590111816059, 135.89630288645466, 117.92798003834386, 156.60240370607795),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7405-a7bf-274d1839d12e', 4, 32, 42.42857142857143, 35.7675, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445463163839655, 47.445463163839655, 47.445463163839655, 135.89504848150827, 117.9268914918688, 156.60095817131614),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7408-a7c5-e0c9afeb9ee1', 1, 19.285714285714285, 45.42857142857143, 57.18, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44569741785061, 47.44569741785061, 47.44569741785061, 135.89571944050104, 117.92747373610227, 156.60173136226263),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7460-ba76-522264fafd41', 2, 4, 47.285714285714285, 60.385, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44576441685574, 47.44576441685574, 47.44576441685574, 135.89591134152684, 117.92764026381393, 156.60195250265627),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-74a8-b834-7731d27a4275', 3, 34, 44.714285714285715, 22.133333333333336, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44534188224464, 47.44534188224464, 47.44534188224464, 135.89470110228305, 117.92659004341533, 156.60055786298904),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-74d2-8c7c-2ba1a2b75228', 2, 35.714285714285715, 48.714285714285715, 45.05, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44563713607188, 47.44563713607188, 47.44563713607188, 135.89554677920327, 117.92732390422574, 156.60153239309508),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-74d4-bf0f-f2dadc98b3a5', 3, 37.57142857142857, 46, 36.64666666666667, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44552257289773, 47.44552257289773, 47.44552257289773, 135.8952186431273, 117.92703915457622, 156.60115425993658),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-74de-a5f5-350bf5f45c36', 4, 25.714285714285715, 48.285714285714285, 47.805, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44566298512676, 47.44566298512676, 47.44566298512676, 135.89562081702127, 117.92738815270151, 156.60161771182723),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-74e3-85ad-477a923f2c5b', 0, 0, 47, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-74f8-9aa3-c0768412bb20', 1, 13.428571428571429, 49.714285714285715, 63.42, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44572331401583, 47.44572331401583, 47.44572331401583, 135.8957936132542, 117.92753810167196, 156.60181683648958),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-750e-b2e1-a4877c623185', 5, 42.142857142857146, 51.285714285714285, 33.852, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44537495456902, 47.44537495456902, 47.44537495456902, 135.8947958292564, 117.92667224550904, 156.60066702321936),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7555-8279-4e6be5fc896d', 1, 1.2857142857142858, 22.571428571428573, 47.37, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44565670609086, 47.44565670609086, 47.44565670609086, 135.89560283237466, 117.92737254599993, 156.60159698691544),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7581-a417-5de150385983', 4, 42.714285714285715, 50.142857142857146, 71.37, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44605416175234, 47.44605416175234, 47.44605416175234, 135.8967412395644, 117.92836043203873, 156.60290884969996),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-75e0-aeb6-ca4c9a97d9eb', 2, 37.714285714285715, 47.714285714285715, 46.825, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44565186860475, 47.44565186860475, 47.44565186860475, 135.89558897666822, 117.92736052230659, 156.60158102005772),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7657-80ba-40713ab6cd6f', 3, 25.857142857142858, 40.42857142857143, 62.27666666666667, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445841665785096, 47.445841665785096, 47.445841665785096, 135.89613260076428, 117.92783226796989, 156.60220747448176),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-768c-a494-dd9c72108e60', 2, 30.142857142857142, 42.142857142857146, 82.455, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44594759826424, 47.44594759826424, 47.44594759826424, 135.89643601648476, 117.92809556581001, 156.6025571207204),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-76ed-a9cb-15bb62537099', 1, 27.285714285714285, 45.285714285714285, 40.97, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44563014592141, 47.44563014592141, 47.44563014592141, 135.89552675775604, 117.92730653003102, 156.60150932104168),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7708-b6f3-f2b84d06bee6', 0, 0, 39, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7709-a6cb-5848fc52f472', 4, 19.857142857142858, 33.142857142857146, 45.2825, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445621111880925, 47.445621111880925, 47.445621111880925, 135.8955008821235, 117.92728407569625, 156.60147950281876),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7748-ac07-7175acf25540', 2, 44.57142857142857, 51.285714285714285, 40.865, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44560240049443, 47.44560240049443, 47.44560240049443, 135.89544728827903, 117.92723756807472, 156.60141774304537),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-775c-833d-36dbdf48773d', 2, 38.142857142857146, 45.142857142857146, 26.75, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44548524573316, 47.44548524573316, 47.44548524573316, 135.89511172928349, 117.92694637697028, 156.6010310559599),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-775c-aebf-6f58fcfde585', 2, 39.857142857142854, 49.42857142857143, 27.335, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44549010124398, 47.44549010124398, 47.44549010124398, 135.89512563661697, 117.92695844546449, 156.60104708231094),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-776a-a15f-c5db5a3e899c', 1, 22, 39.57142857142857, 24.71, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445562666490886, 47.445562666490886, 47.445562666490886, 135.8953334806781, 117.92713880820999, 156.60128659493105),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-77a2-90d7-922df09f836d', 4, 19.571428571428573, 39.142857142857146, 39.6125, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44552699045223, 47.44552699045223, 47.44552699045223, 135.8952312960501, 117.92705013451898, 156.60116884074623),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-77c1-aa05-ec195a91be35', 2, 26.571428571428573, 50.57142857142857, 47.19, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445654898111506, 47.445654898111506, 47.445654898111506, 135.8955976538934, 117.92736805222178, 156.60159101940494),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-785e-afb1-eb97430fe35f', 4, 36, 43, 52.67, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445743743636555, 47.445743743636555, 47.445743743636555, 135.89585212852867, 117.92758888000792, 156.60188426755607),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7871-93d8-978d64340f2e', 0, 0, 5.857142857142857, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7878-96e3-aaf1fcf6d256', 5, 19.571428571428573, 25.857142857142858, 38.722, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44547600603628, 47.44547600603628, 47.44547600603628, 135.8950852646023, 117.92692341147138, 156.60100055893682),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-78b4-9862-16dc89acc0f3', 1, 27.857142857142858, 52.142857142857146, 18.74, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44553789083282, 47.44553789083282, 47.44553789083282, 135.8952625173229, 117.92707722768897, 156.60120481910815),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-78fe-b3b5-c6a9c3f5e362', 0, 0, 27.428571428571427, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-793b-b4e5-86518512943a', 3, 39.714285714285715, 47, 62.23333333333333, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445841126286126, 47.445841126286126, 47.445841126286126, 135.8961310555114, 117.92783092703165, 156.60220569378347),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7941-8fdf-93aaa02ebe3f', 2, 33, 49, 29.095, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44550470927656, 47.44550470927656, 47.44550470927656, 135.89516747748357, 117.9269947540967, 156.60109529834142),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7971-a0fd-eaa4d2d723b4', 4, 35.857142857142854, 43.57142857142857, 40.6125, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44554359035147, 47.44554359035147, 47.44554359035147, 135.8952788420948, 117.92709139398588, 156.60122363123523),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-79ab-8ccf-38d3fee56018', 4, 33.42857142857143, 47.714285714285715, 36.65, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44547781325073, 47.44547781325073, 47.44547781325073, 135.89509044089272, 117.92692790334834, 156.60100652392265),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-79ac-95ed-bd6c30ab9a23', 0, 0, 41.714285714285715, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-79c6-9d6a-9e7f30f5f267', 2, 30.714285714285715, 37.285714285714285, 33.335, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44553990135505, 47.44553990135505, 47.44553990135505, 135.89526827593497, 117.92708222489254, 156.6012114551422),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-79d7-ae10-7663ba0e35e6', 0, 0, 36, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7a39-afa1-f24629c243e8', 2, 42.285714285714285, 48.57142857142857, 55.54, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44572420326605, 47.44572420326605, 47.44572420326605, 135.89579616027754, 117.92754031192575, 156.60181977159502),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7a4c-9063-827668d8de82', 5, 41.285714285714285, 50.857142857142854, 60.2, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44592166998163, 47.44592166998163, 47.44592166998163, 135.8963617517398, 117.92803112041175, 156.60247154048514),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7a9f-90e2-094fdc3e1106', 0, 0, 9.714285714285714, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7ab0-bbb3-1e9b957cce7f', 5, 28.714285714285715, 46, 54.394000000000005, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445801196712864, 47.445801196712864, 47.445801196712864, 135.89601668775245, 117.92773168107345, 156.6020739001616),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7b01-bcd7-affc774a325d', 3, 31.714285714285715, 48.857142857142854, 32.93, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44547630048657, 47.44547630048657, 47.44547630048657, 135.8950861079777, 117.92692414333497, 156.60100153081473),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7b1f-85b8-45db53e1bc86', 1, 3.857142857142857, 10, 15.13, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44552290923723, 47.44552290923723, 47.44552290923723, 135.89521960648332, 117.9270399905565, 156.6011553700762),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7b43-a18e-eb1b5e0d646a', 2, 37.285714285714285, 47.142857142857146, 83.055, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44595257827535, 47.44595257827535, 47.44595257827535, 135.8964502804166, 117.92810794375283, 156.60257355800357),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7b61-8371-f22eeed495f6', 3, 41.857142857142854, 47.714285714285715, 64.56333333333333, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44587013473044, 47.44587013473044, 47.44587013473044, 135.89621414256933, 117.92790302824928, 156.60230144056035),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7b80-a48f-c491cb7fa1dc', 5, 35.857142857142854, 50.142857142857146, 48.416000000000004, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445677154480556, 47.445677154480556, 47.445677154480556, 135.8956614014079, 117.92742337098659, 156.60166447993174),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7b91-8669-7bb483bf53d3', 5, 33, 46.714285714285715, 40.245999999999995, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4455076287131, 47.4455076287131, 47.4455076287131, 135.89517583944158, 117.92700201042965, 156.6011049343852),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7bbc-a56b-fa7d638a0130', 0, 0, 32.857142857142854, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7c1b-b264-98295722ac95', 0, 0, 18.857142857142858, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7c30-9d9d-f3815d4cf474', 5, 22.142857142857142, 40.714285714285715, 35.204, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445403008282305, 47.445403008282305, 47.445403008282305, 135.89487618173845, 117.92674197371869, 156.60075961876143),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7c31-ab7d-70f909faf5e3', 4, 26, 38.285714285714285, 55.79, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44579553532218, 47.44579553532218, 47.44579553532218, 135.8960004721881, 117.92771760954459, 156.60205521388167),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7c98-a7e0-01337c32608e', 4, 42, 50.57142857142857, 52.98, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445748889605326, 47.445748889605326, 47.445748889605326, 135.89586686780254, 117.92760167044266, 156.6019012526077),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7cfe-acef-c5f51b34f1db', 0, 0, 50.857142857142854, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7d18-a973-50d1a33a0322', 2, 35.57142857142857, 43.714285714285715, 44.89, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44563580806893, 47.44563580806893, 47.44563580806893, 135.89554297548815, 117.927320603441, 156.60152800981962),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7d2e-8e97-bdfde3782e3e', 0, 0, 27.428571428571427, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7da7-9ecd-dda0334900f9', 3, 30.285714285714285, 45.57142857142857, 46.28, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445642507667465, 47.445642507667465, 47.445642507667465, 135.89556216472582, 117.92733725546162, 156.60155012286228),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7dae-8b3b-94784bab7d87', 0, 0, 16.714285714285715, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7e29-80ca-e30362f0eb4f', 0, 0, 15.142857142857142, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7e41-afc6-5351f0a0554b', 2, 27.428571428571427, 36.714285714285715, 51.405, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445689882689514, 47.445689882689514, 47.445689882689514, 135.89569785801424, 117.92745500726996, 156.60170649131885),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7ea3-9e95-f1e083684e4b', 3, 36, 47.857142857142854, 36.949999999999996, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44552634939048, 47.44552634939048, 47.44552634939048, 135.89522945989737, 117.9270485411439, 156.60116672482457),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7ee6-b1da-afd78656321c', 2, 29, 34.714285714285715, 39.255, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.44558903746462, 47.44558903746462, 47.44558903746462, 135.89540901339535, 117.92720435392818, 156.60137363633564),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7f4d-b61b-e3f327f51944', 2, 28.428571428571427, 41.57142857142857, 35.58, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.445558534896605, 47.445558534896605, 47.445558534896605, 135.8953216468131, 117.92712853902853, 156.60127295797653),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e76d-7f53-bdb7-30d05b185aa6', 0, 0, 40, NULL, 1, 1, 1, 3.0024183796856105, 2.605436109929764, 3.459887614329939, 47.4456570200695, 47.4456570200695, 47.4456570200695, 135.89560373168388, 117.92737332640172, 156.60159802324964);


--
-- Data for Name: customers; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.customers VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e21a-7de0-be80-d3be8a0bff6f', 'c-1', NULL, '2026-11-23 20:40:53.519972+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22a-7cdb-8864-bb7aec473953', NULL, '01a20a23-e21a-7de0-be80-d3be8a0bff6f', '2026-11-23 20:40:53.519972+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74d2-8c7c-2ba1a2b75228', 'made-up-0', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-775c-aebf-6f58fcfde585', 'made-up-1', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7971-a0fd-eaa4d2d723b4', 'made-up-10', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-70ae-a294-d4af83603bb4', 'made-up-11', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b43-a18e-eb1b5e0d646a', 'made-up-12', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-75e0-aeb6-ca4c9a97d9eb', 'made-up-13', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-77c1-aa05-ec195a91be35', 'made-up-14', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7110-b7e3-d3f449823f9f', 'made-up-15', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f53-bdb7-30d05b185aa6', 'made-up-16', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-768c-a494-dd9c72108e60', 'made-up-17', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-750e-b2e1-a4877c623185', 'made-up-18', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f4d-b61b-e3f327f51944', 'made-up-19', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7ea3-9e95-f1e083684e4b', 'made-up-2', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-785e-afb1-eb97430fe35f', 'made-up-20', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b61-8371-f22eeed495f6', 'made-up-21', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74a8-b834-7731d27a4275', 'made-up-22', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-793b-b4e5-86518512943a', 'made-up-23', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7d18-a973-50d1a33a0322', 'made-up-24', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-707e-874b-f6dc01563a4b', 'made-up-25', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7077-95c8-449b103b318c', 'made-up-26', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7709-a6cb-5848fc52f472', 'made-up-27', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7ee6-b1da-afd78656321c', 'made-up-28', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b80-a48f-c491cb7fa1dc', 'made-up-29', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b1f-85b8-45db53e1bc86', 'made-up-3', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7038-b5e6-c1c9bd3a73dd', 'made-up-30', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-79c6-9d6a-9e7f30f5f267', 'made-up-31', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7ab0-bbb3-1e9b957cce7f', 'made-up-32', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-70c7-871a-c32c119e9a78', 'made-up-33', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7231-a512-e0f690511dd3', 'made-up-34', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7e41-afc6-5351f0a0554b', 'made-up-35', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-73f1-aaa7-eafee30b9471', 'made-up-36', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a4c-9063-827668d8de82', 'made-up-37', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-776a-a15f-c5db5a3e899c', 'made-up-38', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-79ab-8ccf-38d3fee56018', 'made-up-39', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-79d7-ae10-7663ba0e35e6', 'made-up-4', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7e29-80ca-e30362f0eb4f', 'made-up-40', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7581-a417-5de150385983', 'made-up-41', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-72d2-8db7-362d8a8c46ed', 'made-up-42', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-717b-9f75-904b3f5b20a6', 'made-up-43', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7306-a0a2-adbc92e72ac9', 'made-up-44', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-76ed-a9cb-15bb62537099', 'made-up-45', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7657-80ba-40713ab6cd6f', 'made-up-46', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7408-a7c5-e0c9afeb9ee1', 'made-up-47', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7d2e-8e97-bdfde3782e3e', 'made-up-48', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7375-96c3-0c3fb680d38c', 'made-up-49', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7405-a7bf-274d1839d12e', 'made-up-5', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-70f5-a571-c2b40e8945dc', 'made-up-50', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7bbc-a56b-fa7d638a0130', 'made-up-51', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7708-b6f3-f2b84d06bee6', 'made-up-52', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7555-8279-4e6be5fc896d', 'made-up-53', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7292-a70c-cfaa125e29b5', 'made-up-54', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7871-93d8-978d64340f2e', 'made-up-55', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7460-ba76-522264fafd41', 'made-up-56', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-78fe-b3b5-c6a9c3f5e362', 'made-up-57', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7166-a148-42142fe97fa5', 'made-up-58', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a39-afa1-f24629c243e8', 'made-up-59', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a9f-90e2-094fdc3e1106', 'made-up-6', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-77a2-90d7-922df09f836d', 'made-up-60', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7cfe-acef-c5f51b34f1db', 'made-up-61', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c31-ab7d-70f909faf5e3', 'made-up-62', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74de-a5f5-350bf5f45c36', 'made-up-63', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74e3-85ad-477a923f2c5b', 'made-up-64', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74d4-bf0f-f2dadc98b3a5', 'made-up-65', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c30-9d9d-f3815d4cf474', 'made-up-66', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74f8-9aa3-c0768412bb20', 'made-up-67', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-78b4-9862-16dc89acc0f3', 'made-up-68', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7da7-9ecd-dda0334900f9', 'made-up-69', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-775c-833d-36dbdf48773d', 'made-up-7', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-79ac-95ed-bd6c30ab9a23', 'made-up-70', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c98-a7e0-01337c32608e', 'made-up-71', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7941-8fdf-93aaa02ebe3f', 'made-up-72', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7365-8f68-a4c3ccbb7fcf', 'made-up-73', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7878-96e3-aaf1fcf6d256', 'made-up-74', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c1b-b264-98295722ac95', 'made-up-75', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b91-8669-7bb483bf53d3', 'made-up-76', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b01-bcd7-affc774a325d', 'made-up-77', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7748-ac07-7175acf25540', 'made-up-78', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7dae-8b3b-94784bab7d87', 'made-up-79', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-72a0-b241-e9d9a7e794c4', 'made-up-8', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7153-86e8-b616741ac6c8', 'made-up-9', NULL, '2026-11-23 20:40:54.890203+00');


--
-- Data for Name: event_keys_0; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.event_keys_0 VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'm-5', '2026-11-23');


--
-- Data for Name: event_keys_1; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.event_keys_1 VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'm-1', '2026-11-23');


--
-- Data for Name: event_keys_2; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.event_keys_2 VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'm-4', '2026-11-23');


--
-- Data for Name: event_keys_3; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: event_keys_4; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: event_keys_5; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: event_keys_6; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.event_keys_6 VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'm-2', '2026-11-23');


--
-- Data for Name: event_keys_7; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.event_keys_7 VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'm-3', '2026-11-23');


--
-- Data for Name: events_2025_11; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2025_12; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_01; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_02; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_03; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_04; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_05; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_06; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_07; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_08; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_09; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_10; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2026_11; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.events_2026_11 VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22d-7076-a441-5f18bd565dd7', '2026-11-23 20:40:53.50897+00', '2026-11-23 20:40:53.50897+00', NULL, NULL, false, 'm-2', 'page', 'page', '01a20a23-e22a-7f94-9389-083ef40e9384', NULL, '{"name": "Home"}', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22d-764a-936a-229cd2f4f034', '2026-11-23 20:40:53.50897+00', '2026-11-23 20:40:53.50897+00', NULL, NULL, false, 'm-5', 'alias', 'alias', '01a20a23-e21a-765e-8a92-eea2f9911849', NULL, '{}', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22d-7462-80f9-d90581318d7b', '2026-11-23 20:40:53.50897+00', '2026-11-23 20:40:53.50897+00', NULL, NULL, false, 'm-4', 'track', 'Order Refunded', '01a20a23-e21a-765e-8a92-eea2f9911849', NULL, '{"total": 5, "order_id": "o-1"}', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22d-71b6-a741-a9f2813c3449', '2026-11-23 20:40:53.50897+00', '2026-11-23 20:40:53.50897+00', NULL, NULL, false, 'm-3', 'track', 'Order Completed', '01a20a23-e21a-765e-8a92-eea2f9911849', NULL, '{"total": 20, "order_id": "o-1"}', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22d-7786-88c8-124e796ebd67', '2026-11-23 20:40:53.50897+00', '2026-11-23 20:40:53.50897+00', NULL, NULL, false, 'm-1', 'identify', 'identify', '01a20a23-e21a-765e-8a92-eea2f9911849', '01a20a23-e22a-70ae-9f08-71c42b6f6e8a', '{}', '{"city": "Łódź"}', NULL);


--
-- Data for Name: events_2026_12; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2027_01; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_2027_02; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: events_default; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: feed; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.feed OVERRIDING SYSTEM VALUE VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 1, '775', 'customer.merged', '01a20a23-e21a-7de0-be80-d3be8a0bff6f', '{"into": "01a20a23-e21a-7de0-be80-d3be8a0bff6f", "absorbed": "01a20a23-e22a-7cdb-8864-bb7aec473953"}', '2026-11-23 20:40:53.519972+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 2, '792', 'model.promoted', '01a20a23-eb64-7484-b318-c55ce5eb355e', '{"model": "bg_nbd", "model_id": "01a20a23-eb64-7484-b318-c55ce5eb355e", "previous_model_id": null}', '2026-11-23 20:40:55.982635+00');


--
-- Data for Name: feed_offsets; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.feed_offsets VALUES
	('valuation', '775', 1, 0, 'vm:19500:2254b7ba', '2026-11-23 20:41:05.489114+00', '2026-11-23 20:40:54.480579+00');


--
-- Data for Name: idempotency_keys; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.idempotency_keys VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '3cdf7889-1220-4ead-aa6f-7e3af9fa23bc', '\xb650448a7c1aff04e1cf165603468098f04cec7e40c4ce4ad7a677d603f5959c', 202, '{"location": "/v1/jobs/01a20a23-e297-7dfc-b24c-5ac779fab3d9", "content-type": "application/json"}', '\x6741414141414272424b5456524f5977554569746174636352566c53667a53676561754b535f695f4c735a3069683358745f544f4a5f4172443255764d473562667970756f3456423830654649524f754c4c557849683167342d5444373879536963745359744d49716b49745a5a72775150642d2d683669485a64784f527556343157724758565868414155725f484731685f7775496765507875704c6a556179724f47564d496e55416f32573558335542384934754e714f4d3559796666597475312d7354677a4b546443554479376947514f2d4253786d45766176455971742d4a4d53615048797433363438786e53305468427267764c794376534538366442366971576152684d536a4656644e6b757843446c5f7770433335586b683742694d684271377a5a5871654e416575586354747a766e7a315f7a4d74575949345046446350394271566f786875746877474e707543476568484334725541322d5a574651315835363241464b4f304e732d3745744e4d6e43564432435435425151394c41654c6d32347a4c', '2026-11-23 20:40:53.648222+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '4bb7bf7e-1565-47f5-838c-5cd8ce03160f', '\xd867e008dac597b15261f578b5fb12757eebd855da9a955d9b639f11d2342439', 200, '{"content-type": "application/json"}', '\x6741414141414272424b545866783379576d6c5976416e5339755f7758694f39376c56786e5f326d6b794732386f554846595f326e794954664f7733556168454b766f7345624652657a2d395a736751685a5255357134455338387a49714166752d55374c6c416e415972355a54364939445f503966616e6d657344377a72377a755f306b62646b575f536d626c4169797236356e76414835355a4a534b4964377150355038723668776c4534427736725a7a735f337152504645595f7571415a4e70676650556939505f35433332636e464a716a42746737635057384b434353354f46654766416956436146597479784e5f55316371583074496c546130386150446e5052386f57524539', '2026-11-23 20:40:55.441385+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '734c07ef-5dc5-474e-a50f-85e1d86d9e4d', '\xb7941592acb34abe37c76742dac44069db3c359c8ce476b0da1ac429273da0e1', 202, '{"location": "/v1/jobs/01a20a23-e9e7-7fa9-a25c-0289241f8110", "content-type": "application/json"}', '\x6741414141414272424b54583073757773474b2d72666f48575974724231664b4f314c6c387948433052446649674c34676e675466677564324e7846574d456a6f796f634461694e7150745a544335384868692d374b4c2d7457362d62556e4d5763344e41316944355434693635525a33763542635246306d47754c385768354f366b316f4f78325a6334747958354a666f47747a4e434b396d78304a733935304d72666b49335036334b7748515f53544e4a5441654677584f794773516662667a394a3735664a666b6670315539385561337053624963312d5f4d344153336e665f77325236546c6a5f70674b4165696f4e61655a54696d2d7536705f7061547a6c71514a73434c7947585639455a345f5269386d694b747669726556316d726e356135312d617362743863324639744c32566a5a31664e6e5f744c5077755157572d314f6b4d4d496e427a496836753336323656613675387834316135574169524d5f7a394b484468357343736b65664e457872413d', '2026-11-23 20:40:55.514985+00');


--
-- Data for Name: import_chunks; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--



--
-- Data for Name: imports; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.imports VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e281-7aea-bbce-39129741ba50', 'orders', 'text/csv', 7611, 273, 273, 0, 0, '2026-11-23 20:40:53.630973+00', '2026-11-23 20:40:53.648222+00');


--
-- Data for Name: ingest_duplicates; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.ingest_duplicates VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e260-7337-9625-0a6c5ab1c8e7', '2026-11-23 20:40:53.519972+00', 1);


--
-- Data for Name: ingest_rejects; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.ingest_rejects VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e25f-7343-bf6c-2aaf2ab0809d', '2026-11-23 20:40:53.519972+00', NULL, 5, 'event_name_missing', 'a track has no event name', '{"type": "track", "userId": "c-1", "messageId": "m-6"}');


--
-- Data for Name: jobs; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.jobs VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e297-7dfc-b24c-5ac779fab3d9', 'segmentation.import', '{"import_id": "01a20a23-e281-7aea-bbce-39129741ba50"}', 'succeeded', 1, 'rows', '{"accepted": 273, "rejected": 0, "duplicates": 0, "rejected_sample": []}', NULL, 1, 3, NULL, NULL, NULL, NULL, '2026-11-23 20:40:53.648222+00', '2026-11-23 20:40:53.692577+00', '2026-11-23 20:40:54.967954+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e9e7-7fa9-a25c-0289241f8110', 'valuation.model', '{"level": 0.95, "model": "bg_nbd", "horizon": 52.0, "time_unit": "week", "calibration_end": "2027-01-01", "observation_end": "2027-01-01", "annual_discount_rate": 0.1}', 'succeeded', 1, 'publish', '{"model_id": "01a20a23-eb64-7484-b318-c55ce5eb355e"}', NULL, 1, 3, NULL, NULL, NULL, NULL, '2026-11-23 20:40:55.514985+00', '2026-11-23 20:40:55.545387+00', '2026-11-23 20:40:56.019771+00');


--
-- Data for Name: model_runs; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.model_runs VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '01a20a23-e9e7-7fa9-a25c-0289241f8110', 'bg_nbd', '{"level": 0.95, "model": "bg_nbd", "horizon": 52.0, "time_unit": "week", "calibration_end": "2027-01-01", "observation_end": "2027-01-01", "annual_discount_rate": 0.1}', '464aba5970105929310dfa28f3eb00a4a2fb506184b5f474998e8c1c282dfe4b', '0.1.0', '{"model": "bg_nbd", "boundary": "homogeneous_rate", "customers": 81, "covariance": [[0.000017454297156576197]], "iterations": 0, "parameters": {"lambda": 0.05773881499395405}, "limit_model": "fixed_rate", "gradient_norm": 0.0, "log_likelihood": -735.6986949665179, "parameter_order": ["lambda"], "standard_errors": {"lambda": 0.004177834026930246}}', '{"model": "gamma_gamma", "boundary": "homogeneous_spend", "excluded": 0, "customers": 65, "covariance": null, "iterations": 38, "parameters": {"p": 4.149645560697744, "q": 999905.0637601762, "v": 11432568.051465586}, "limit_model": "gamma_gamma", "gradient_norm": 0.0000001394831067997868, "log_likelihood": -262.1848337780426, "parameter_order": ["p", "q", "v"], "standard_errors": null, "frequency_spend_correlation": 0.08204349521557594}', '{"fit": {"model": "bg_nbd", "boundary": "homogeneous_rate", "customers": 74, "covariance": [[0.000032410998614367464]], "iterations": 0, "parameters": {"lambda": 0.06288196745453208}, "limit_model": "fixed_rate", "gradient_norm": 0.00000000000000019203857723245952, "log_likelihood": -459.5124927624908, "parameter_order": ["lambda"], "standard_errors": {"lambda": 0.005693065836117431}}, "model": {"bias": 0.2476887959989352, "predicted": 81.09977173993086, "correlation": 0.00000000000000012963739305488782, "mean_absolute_error": 0.6895891915772633, "root_mean_square_error": 0.8807869939141132}, "naive": {"bias": 0.23862242113724302, "predicted": 80.51045737392079, "correlation": 0.024410899996164956, "mean_absolute_error": 0.8904886179002265, "root_mean_square_error": 1.2473336642323014}, "actual": 65.0, "origin": "chosen", "horizon": 17.428571428571427, "customers": 74, "beats_naive": true, "calibration_end": "2026-09-01", "observation_end": "2027-01-01"}', '{"seeds": [], "excluded": {"spend": 16, "purchases": 0}, "warnings": [], "customers": 81, "intervals": {"method": "delta method on the covariance at the maximum of the likelihood (Laplace)"}, "repeat_customers": 65, "repeat_purchases": 191, "distinct_histories": 80, "frequency_spend_correlation": 0.08204349521557594}', '2026-11-23 20:40:55.921139+00');


--
-- Data for Name: order_events; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.order_events VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'id:o-1', 'message:m-3', 'completed', '01a20a23-e21a-765e-8a92-eea2f9911849', 'o-1', '2026-11-23 20:40:53.50897+00', 20.0000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'id:o-1', 'message:m-4', 'refunded', '01a20a23-e21a-765e-8a92-eea2f9911849', 'o-1', '2026-11-23 20:40:53.50897+00', 5.0000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:00777b301b2ced03ac8457c0ad4791c6:0', 'import:00777b301b2ced03ac8457c0ad4791c6:0', 'imported', '01a20a23-e76d-7a8e-8973-9988a1bf744e', NULL, '2026-05-23 00:00:00+00', 14.4200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:02c61573101f154e14cbe6c3a084dd18:0', 'import:02c61573101f154e14cbe6c3a084dd18:0', 'imported', '01a20a23-e76d-70fd-987b-dd847533d625', NULL, '2026-03-19 00:00:00+00', 18.5900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:031a49a3e60f7eed7465c5210b2106b3:0', 'import:031a49a3e60f7eed7465c5210b2106b3:0', 'imported', '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', NULL, '2026-08-17 00:00:00+00', 22.4100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0361972f4df012ece3d4106e74208947:0', 'import:0361972f4df012ece3d4106e74208947:0', 'imported', '01a20a23-e76d-7a23-a437-ba0da69e7b54', NULL, '2026-09-26 00:00:00+00', 88.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0445a1c51ee0d9a4910a6cf223148bfe:0', 'import:0445a1c51ee0d9a4910a6cf223148bfe:0', 'imported', '01a20a23-e76d-7820-995a-8a7a12948daa', NULL, '2026-03-01 00:00:00+00', 84.9600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:05275726ecbe6257c509e098e06174d6:0', 'import:05275726ecbe6257c509e098e06174d6:0', 'imported', '01a20a23-e76d-7af6-b43e-56adef911325', NULL, '2026-02-16 00:00:00+00', 48.2800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:060a8fafd3624bb2164b83ef89ff66ee:0', 'import:060a8fafd3624bb2164b83ef89ff66ee:0', 'imported', '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', NULL, '2026-01-07 00:00:00+00', 84.0300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0621ad4fef8b897999f5ec08444990e9:0', 'import:0621ad4fef8b897999f5ec08444990e9:0', 'imported', '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', NULL, '2026-05-11 00:00:00+00', 54.8700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:08882efbb10fb330bf9e58f6e0ade84b:0', 'import:08882efbb10fb330bf9e58f6e0ade84b:0', 'imported', '01a20a23-e76d-7339-b422-3688761e6e7c', NULL, '2026-06-09 00:00:00+00', 19.0700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:093d4b409c9142314603e45c6f31f93b:0', 'import:093d4b409c9142314603e45c6f31f93b:0', 'imported', '01a20a23-e76d-7010-87d1-67edf7374c7b', NULL, '2026-08-01 00:00:00+00', 63.7800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:09f54072fb13eefde753f22fa8b00b93:0', 'import:09f54072fb13eefde753f22fa8b00b93:0', 'imported', '01a20a23-e76d-76c7-9ae4-c857ad980169', NULL, '2026-10-27 00:00:00+00', 42.6700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0ccaffd6e52177f68b74b336eafffbe3:0', 'import:0ccaffd6e52177f68b74b336eafffbe3:0', 'imported', '01a20a23-e76d-7518-845d-8ef12b96cbd0', NULL, '2026-08-03 00:00:00+00', 32.0200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0dfbde3e303b687dc078334969c308f1:0', 'import:0dfbde3e303b687dc078334969c308f1:0', 'imported', '01a20a23-e76d-766e-866b-b493f9077a44', NULL, '2026-11-13 00:00:00+00', 13.8400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0ed9bb65db45acafb0f80a45466cb9be:0', 'import:0ed9bb65db45acafb0f80a45466cb9be:0', 'imported', '01a20a23-e76d-73c7-b94d-1010556536da', NULL, '2026-03-25 00:00:00+00', 23.0100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0f02dd5f61e2aec702ee32faa05d5457:0', 'import:0f02dd5f61e2aec702ee32faa05d5457:0', 'imported', '01a20a23-e76d-7f53-be69-0b9bd369df0e', NULL, '2026-08-17 00:00:00+00', 86.9300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:101293eb6682a6a6d705f76c700804f5:0', 'import:101293eb6682a6a6d705f76c700804f5:0', 'imported', '01a20a23-e76d-7820-995a-8a7a12948daa', NULL, '2026-11-05 00:00:00+00', 64.6600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:10f8557e7a5afe5f5d82955147fab367:0', 'import:10f8557e7a5afe5f5d82955147fab367:0', 'imported', '01a20a23-e76d-73db-8f9e-6ce0c2b14591', NULL, '2026-01-12 00:00:00+00', 80.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:12a9fb8776bd69b422dbb050bfc0de75:0', 'import:12a9fb8776bd69b422dbb050bfc0de75:0', 'imported', '01a20a23-e76d-7339-b422-3688761e6e7c', NULL, '2026-09-03 00:00:00+00', 84.2700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:12c0cd6bece9be6a41ffdf31724039b3:0', 'import:12c0cd6bece9be6a41ffdf31724039b3:0', 'imported', '01a20a23-e76d-7f97-932d-c83f48c44f7a', NULL, '2026-01-20 00:00:00+00', 19.0800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:13108278c66aadeee133cc6a5621d66d:0', 'import:13108278c66aadeee133cc6a5621d66d:0', 'imported', '01a20a23-e76d-700d-bf20-1d93a4f773f3', NULL, '2026-02-07 00:00:00+00', 44.4200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1475aa32cf6b6897e6e34ba60558ec09:0', 'import:1475aa32cf6b6897e6e34ba60558ec09:0', 'imported', '01a20a23-e76d-7c49-8696-a5a92bdf123e', NULL, '2026-05-31 00:00:00+00', 12.4100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:15b8bf4fe9307614b20dd7e044aa0bb6:0', 'import:15b8bf4fe9307614b20dd7e044aa0bb6:0', 'imported', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', NULL, '2026-01-15 00:00:00+00', 50.7700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:18cdf6f6e7ebf3028c8b336a05ae0ad5:0', 'import:18cdf6f6e7ebf3028c8b336a05ae0ad5:0', 'imported', '01a20a23-e76d-7182-9641-a10240ba3e22', NULL, '2026-06-28 00:00:00+00', 64.7400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:19aae45e6cdc7c87672cda3f690c8ce8:0', 'import:19aae45e6cdc7c87672cda3f690c8ce8:0', 'imported', '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', NULL, '2026-09-11 00:00:00+00', 29.4800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1a152a80c1cd2ed56a3b76989d40d746:0', 'import:1a152a80c1cd2ed56a3b76989d40d746:0', 'imported', '01a20a23-e76d-7b46-8820-53a2d8392e9b', NULL, '2026-01-15 00:00:00+00', 29.7600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1a5bf0d56b69eb512a9173422b6eae97:0', 'import:1a5bf0d56b69eb512a9173422b6eae97:0', 'imported', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', NULL, '2026-08-30 00:00:00+00', 47.4600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1a692076cbed5ca833a83731346f6967:0', 'import:1a692076cbed5ca833a83731346f6967:0', 'imported', '01a20a23-e76d-732e-ad73-83a6626000fa', NULL, '2026-09-28 00:00:00+00', 64.2600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1bfb57f5dcc9d80275bb1e3a8a99976f:0', 'import:1bfb57f5dcc9d80275bb1e3a8a99976f:0', 'imported', '01a20a23-e76d-790a-ae58-e3c435cac4ca', NULL, '2026-02-19 00:00:00+00', 15.2800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1da31c9a1da4205f34ac62bb193ffb1e:0', 'import:1da31c9a1da4205f34ac62bb193ffb1e:0', 'imported', '01a20a23-e76d-78dd-8152-a3e7c7b46cd3', NULL, '2026-04-03 00:00:00+00', 44.9900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1e94236872136f457b010ac9f115298d:0', 'import:1e94236872136f457b010ac9f115298d:0', 'imported', '01a20a23-e76d-7d80-868d-87bf1e29f536', NULL, '2026-09-25 00:00:00+00', 47.5300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1ed4ee1d3957a0a983d8a81548d74bf0:0', 'import:1ed4ee1d3957a0a983d8a81548d74bf0:0', 'imported', '01a20a23-e76d-7cf9-8a76-51209eea11a6', NULL, '2026-06-23 00:00:00+00', 74.0200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1ff4e6eccf88f7c7a0d94b20c64956ad:0', 'import:1ff4e6eccf88f7c7a0d94b20c64956ad:0', 'imported', '01a20a23-e76d-7f53-be69-0b9bd369df0e', NULL, '2026-06-27 00:00:00+00', 7.9700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:20cc93a9f35def94cc035ed91eabe01d:0', 'import:20cc93a9f35def94cc035ed91eabe01d:0', 'imported', '01a20a23-e76d-721a-8b74-924b2b8192cf', NULL, '2026-09-03 00:00:00+00', 52.0700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2420ca4bbdced6f4b9342d748b80e222:0', 'import:2420ca4bbdced6f4b9342d748b80e222:0', 'imported', '01a20a23-e76d-7a23-a437-ba0da69e7b54', NULL, '2026-08-04 00:00:00+00', 87.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2448f520878bc50af5b1babcb30de913:0', 'import:2448f520878bc50af5b1babcb30de913:0', 'imported', '01a20a23-e76d-7a8e-8973-9988a1bf744e', NULL, '2026-02-07 00:00:00+00', 49.0600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:246bd27804257f2aa36c489407d5ff34:0', 'import:246bd27804257f2aa36c489407d5ff34:0', 'imported', '01a20a23-e76d-766e-866b-b493f9077a44', NULL, '2026-10-17 00:00:00+00', 57.2000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:255ee5626b133806f77154845e132914:0', 'import:255ee5626b133806f77154845e132914:0', 'imported', '01a20a23-e76d-7f53-be69-0b9bd369df0e', NULL, '2026-04-02 00:00:00+00', 49.3200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:25666a2977cae076242a653497e80442:0', 'import:25666a2977cae076242a653497e80442:0', 'imported', '01a20a23-e76d-7645-bcda-06ad0871190e', NULL, '2026-08-31 00:00:00+00', 24.7100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2686930a119a06886cbb94ee4bc9fa9d:0', 'import:2686930a119a06886cbb94ee4bc9fa9d:0', 'imported', '01a20a23-e76d-7c49-8696-a5a92bdf123e', NULL, '2026-05-15 00:00:00+00', 64.6600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:269ac576b4ca8f5e64046dc9e5d5f286:0', 'import:269ac576b4ca8f5e64046dc9e5d5f286:0', 'imported', '01a20a23-e76d-75f7-b77b-ccedd42c49b5', NULL, '2026-01-15 00:00:00+00', 15.3800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:29762b321acedb7ded4e531c6de15e8b:0', 'import:29762b321acedb7ded4e531c6de15e8b:0', 'imported', '01a20a23-e76d-73c0-8b3e-fe85e4326446', NULL, '2026-01-18 00:00:00+00', 55.7100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2cc60a541392fbc6b05da0989107ea28:0', 'import:2cc60a541392fbc6b05da0989107ea28:0', 'imported', '01a20a23-e76d-7e4e-b711-34662da84690', NULL, '2026-11-03 00:00:00+00', 44.6800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2f341f57d2a73b06cf611a1d0b1ced4a:0', 'import:2f341f57d2a73b06cf611a1d0b1ced4a:0', 'imported', '01a20a23-e76d-7c92-a971-71af85f308b3', NULL, '2026-10-04 00:00:00+00', 24.2900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:32586c21e20ebe467b9bed1d768ccb12:0', 'import:32586c21e20ebe467b9bed1d768ccb12:0', 'imported', '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', NULL, '2026-03-19 00:00:00+00', 69.6800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:32b4b4e4a53db10cfc8377cbf2c2adb9:0', 'import:32b4b4e4a53db10cfc8377cbf2c2adb9:0', 'imported', '01a20a23-e76d-7518-845d-8ef12b96cbd0', NULL, '2026-09-11 00:00:00+00', 61.2700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:33d4878e71447aed553be85f643be5b4:0', 'import:33d4878e71447aed553be85f643be5b4:0', 'imported', '01a20a23-e76d-70fd-987b-dd847533d625', NULL, '2026-04-01 00:00:00+00', 29.7800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3403b186a114dd24ac10c4aff1137496:0', 'import:3403b186a114dd24ac10c4aff1137496:0', 'imported', '01a20a23-e76d-76a0-b828-78ea72c31008', NULL, '2026-01-31 00:00:00+00', 25.2800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:34a66d39845274b87dbd1fd386781b29:0', 'import:34a66d39845274b87dbd1fd386781b29:0', 'imported', '01a20a23-e76d-72be-ae5a-2ac238600ee0', NULL, '2026-03-15 00:00:00+00', 70.4500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:373368a22bcf97032b75831247e16a99:0', 'import:373368a22bcf97032b75831247e16a99:0', 'imported', '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', NULL, '2026-02-01 00:00:00+00', 36.2200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:37f68efc05717019f3e79fc408b9be0d:0', 'import:37f68efc05717019f3e79fc408b9be0d:0', 'imported', '01a20a23-e76d-7d80-868d-87bf1e29f536', NULL, '2026-10-14 00:00:00+00', 38.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:382ee3fa0ad35f7b009fcd9096063ee8:0', 'import:382ee3fa0ad35f7b009fcd9096063ee8:0', 'imported', '01a20a23-e76d-7f6a-8a0d-82313151cfd8', NULL, '2026-04-15 00:00:00+00', 84.0700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3882d5161f9538b35f8c3dc63ae0cbe9:0', 'import:3882d5161f9538b35f8c3dc63ae0cbe9:0', 'imported', '01a20a23-e76d-7cf9-8a76-51209eea11a6', NULL, '2026-03-25 00:00:00+00', 41.6500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:397f5c203d4a39b77bb5f0a8754c7df7:0', 'import:397f5c203d4a39b77bb5f0a8754c7df7:0', 'imported', '01a20a23-e76d-715d-92a6-25b5a6152bb9', NULL, '2026-01-28 00:00:00+00', 26.2600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3be1e95a484e631f41bf0df20e12eee0:0', 'import:3be1e95a484e631f41bf0df20e12eee0:0', 'imported', '01a20a23-e76d-796d-a2a3-81c5376bfed4', NULL, '2026-05-07 00:00:00+00', 70.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3c06be6ec6ff04e259cc66a621aca247:0', 'import:3c06be6ec6ff04e259cc66a621aca247:0', 'imported', '01a20a23-e76d-781d-9ebe-7c34370bb00f', NULL, '2026-11-21 00:00:00+00', 19.5100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3db7f7b367bad539a7f292fb8a9e5385:0', 'import:3db7f7b367bad539a7f292fb8a9e5385:0', 'imported', '01a20a23-e76d-76c7-9ae4-c857ad980169', NULL, '2026-10-19 00:00:00+00', 7.6300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3eed33f5f79064ce056c2ac0be501d1d:0', 'import:3eed33f5f79064ce056c2ac0be501d1d:0', 'imported', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', NULL, '2026-04-27 00:00:00+00', 37.7500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3fe0eef7d5ea33e6ed91c8e18de90e89:0', 'import:3fe0eef7d5ea33e6ed91c8e18de90e89:0', 'imported', '01a20a23-e76d-7e08-96cd-44f7946cfbcb', NULL, '2026-02-07 00:00:00+00', 39.8400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4153cd61cfc0c954b9ea9d286187718b:0', 'import:4153cd61cfc0c954b9ea9d286187718b:0', 'imported', '01a20a23-e76d-70fd-987b-dd847533d625', NULL, '2026-07-14 00:00:00+00', 42.8000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:41ad6d1e34d926589f11a214e266af57:0', 'import:41ad6d1e34d926589f11a214e266af57:0', 'imported', '01a20a23-e76d-7339-b422-3688761e6e7c', NULL, '2026-06-25 00:00:00+00', 48.3700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:41b55826781969f1ad6c947ecaf3e0c6:0', 'import:41b55826781969f1ad6c947ecaf3e0c6:0', 'imported', '01a20a23-e76d-7f97-932d-c83f48c44f7a', NULL, '2026-10-26 00:00:00+00', 14.5000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:42f2302ab36c7f427701258743dd0d40:0', 'import:42f2302ab36c7f427701258743dd0d40:0', 'imported', '01a20a23-e76d-7c65-aff7-72545bbdc2df', NULL, '2026-02-01 00:00:00+00', 55.7200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4340f9977c3c94d2def48f3393bcc871:0', 'import:4340f9977c3c94d2def48f3393bcc871:0', 'imported', '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', NULL, '2026-11-15 00:00:00+00', 26.8600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:43973ba807cf812785bee2b48eab3f68:0', 'import:43973ba807cf812785bee2b48eab3f68:0', 'imported', '01a20a23-e76d-796d-a2a3-81c5376bfed4', NULL, '2026-05-28 00:00:00+00', 26.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:43ecd4da2e399bd438c9a0e65787f66b:0', 'import:43ecd4da2e399bd438c9a0e65787f66b:0', 'imported', '01a20a23-e76d-7e08-96cd-44f7946cfbcb', NULL, '2026-03-15 00:00:00+00', 46.4600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4533ed5035f2604de2c83d284f0babe0:0', 'import:4533ed5035f2604de2c83d284f0babe0:0', 'imported', '01a20a23-e76d-7b46-8820-53a2d8392e9b', NULL, '2026-03-29 00:00:00+00', 25.8100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4630b7551c6ab407f577dedbb67804b6:0', 'import:4630b7551c6ab407f577dedbb67804b6:0', 'imported', '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', NULL, '2026-02-22 00:00:00+00', 27.8100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:46d3621a71040a694ba3c9d8459d7d12:0', 'import:46d3621a71040a694ba3c9d8459d7d12:0', 'imported', '01a20a23-e76d-7a8e-8973-9988a1bf744e', NULL, '2026-06-17 00:00:00+00', 19.6500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:496a53cc56d007f179000887e9f9f446:0', 'import:496a53cc56d007f179000887e9f9f446:0', 'imported', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', NULL, '2026-09-23 00:00:00+00', 85.7300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4aca15a19a107962013ba4c461da7fbb:0', 'import:4aca15a19a107962013ba4c461da7fbb:0', 'imported', '01a20a23-e76d-7653-b193-31b1054f4b11', NULL, '2026-04-14 00:00:00+00', 56.1100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4aefe33f162cbefcfc0c1809342aac54:0', 'import:4aefe33f162cbefcfc0c1809342aac54:0', 'imported', '01a20a23-e76d-799e-9034-4e4808381052', NULL, '2026-06-23 00:00:00+00', 73.4400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4b51995d62a49306c093aaa874a922ce:0', 'import:4b51995d62a49306c093aaa874a922ce:0', 'imported', '01a20a23-e76d-7c15-be2a-d20998b86cc2', NULL, '2026-02-13 00:00:00+00', 24.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4b889b53178ab6c49e5a1a8378b77e48:0', 'import:4b889b53178ab6c49e5a1a8378b77e48:0', 'imported', '01a20a23-e76d-7a23-a437-ba0da69e7b54', NULL, '2026-03-08 00:00:00+00', 29.8700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4c8a955e0f2f82ab37f6503b51638428:0', 'import:4c8a955e0f2f82ab37f6503b51638428:0', 'imported', '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', NULL, '2026-09-01 00:00:00+00', 45.2500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4c9b825f48b0a88f941fe3e5f47a7ca4:0', 'import:4c9b825f48b0a88f941fe3e5f47a7ca4:0', 'imported', '01a20a23-e76d-76a0-b828-78ea72c31008', NULL, '2026-10-10 00:00:00+00', 74.5500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4dfcc187a48ba4fbd3d7d824d4609a0b:0', 'import:4dfcc187a48ba4fbd3d7d824d4609a0b:0', 'imported', '01a20a23-e76d-7af6-b43e-56adef911325', NULL, '2026-05-23 00:00:00+00', 87.3700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5094250dea21452bb0b56a99701fd330:0', 'import:5094250dea21452bb0b56a99701fd330:0', 'imported', '01a20a23-e76d-7a23-a437-ba0da69e7b54', NULL, '2026-10-26 00:00:00+00', 89.6600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:50ea536a731b1c2e039d0d47d82f6758:0', 'import:50ea536a731b1c2e039d0d47d82f6758:0', 'imported', '01a20a23-e76d-72cf-846e-60aeff00ad28', NULL, '2026-05-22 00:00:00+00', 11.9100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5154ba8b5d15c2e350afe6beb7b7819f:0', 'import:5154ba8b5d15c2e350afe6beb7b7819f:0', 'imported', '01a20a23-e76d-721a-8b74-924b2b8192cf', NULL, '2026-02-09 00:00:00+00', 29.1500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:518890f4b909ecac2172214500719b75:0', 'import:518890f4b909ecac2172214500719b75:0', 'imported', '01a20a23-e76d-7912-afa4-54e866d5c1b9', NULL, '2026-09-20 00:00:00+00', 15.5300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:51ba3b6dfde7dfce0d9e4d23241978c0:0', 'import:51ba3b6dfde7dfce0d9e4d23241978c0:0', 'imported', '01a20a23-e76d-76c7-9ae4-c857ad980169', NULL, '2026-08-08 00:00:00+00', 87.8200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:524396e7a80b4b336cc6d97cc09877e9:0', 'import:524396e7a80b4b336cc6d97cc09877e9:0', 'imported', '01a20a23-e76d-72cf-846e-60aeff00ad28', NULL, '2026-05-08 00:00:00+00', 36.3400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5289328ab6676cbb52f8d467062b6f67:0', 'import:5289328ab6676cbb52f8d467062b6f67:0', 'imported', '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', NULL, '2026-01-23 00:00:00+00', 89.0400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:52d2914c9198487e57764a460dbe753e:0', 'import:52d2914c9198487e57764a460dbe753e:0', 'imported', '01a20a23-e76d-70fd-987b-dd847533d625', NULL, '2026-04-29 00:00:00+00', 43.2200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:53022d00671739a30b3095c38e9d0b71:0', 'import:53022d00671739a30b3095c38e9d0b71:0', 'imported', '01a20a23-e76d-73fe-9918-a707841b1f5f', NULL, '2026-06-23 00:00:00+00', 80.1400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:537641864a503c7c03373a4808a13ea2:0', 'import:537641864a503c7c03373a4808a13ea2:0', 'imported', '01a20a23-e76d-7912-afa4-54e866d5c1b9', NULL, '2026-06-19 00:00:00+00', 89.7700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:541d5cdf8628613b775634456427b976:0', 'import:541d5cdf8628613b775634456427b976:0', 'imported', '01a20a23-e76d-7b46-8820-53a2d8392e9b', NULL, '2026-10-30 00:00:00+00', 81.2400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:55393b5138a99e8ae034e15cb70ffc9d:0', 'import:55393b5138a99e8ae034e15cb70ffc9d:0', 'imported', '01a20a23-e76d-75e8-a386-3b3463b69310', NULL, '2026-06-10 00:00:00+00', 81.2800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:55b693db0c089c1b3ec27f0f5621782d:0', 'import:55b693db0c089c1b3ec27f0f5621782d:0', 'imported', '01a20a23-e76d-7ec1-b7c0-9af9ec682d94', NULL, '2026-04-03 00:00:00+00', 49.3000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:569724054deb1f43451b6a0cd4427fe8:0', 'import:569724054deb1f43451b6a0cd4427fe8:0', 'imported', '01a20a23-e76d-7c49-8696-a5a92bdf123e', NULL, '2026-08-17 00:00:00+00', 5.5900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5741660da3e7bdf252dfcdaf08becbc5:0', 'import:5741660da3e7bdf252dfcdaf08becbc5:0', 'imported', '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', NULL, '2026-08-10 00:00:00+00', 86.1000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:58faf2d709c0820bc3f6d1e96326cef9:0', 'import:58faf2d709c0820bc3f6d1e96326cef9:0', 'imported', '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', NULL, '2026-11-11 00:00:00+00', 9.1700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:59e01f3059c63fb5e534b6b25c1865c2:0', 'import:59e01f3059c63fb5e534b6b25c1865c2:0', 'imported', '01a20a23-e76d-766e-866b-b493f9077a44', NULL, '2026-08-22 00:00:00+00', 69.2800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5b6283a8c93ecc539fefabb8b0a0a8a4:0', 'import:5b6283a8c93ecc539fefabb8b0a0a8a4:0', 'imported', '01a20a23-e76d-75e8-a386-3b3463b69310', NULL, '2026-09-30 00:00:00+00', 75.0500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5b73c6b556515f9b994f59384efa9d57:0', 'import:5b73c6b556515f9b994f59384efa9d57:0', 'imported', '01a20a23-e76d-7010-87d1-67edf7374c7b', NULL, '2026-10-09 00:00:00+00', 50.5200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5ba61a4b85c613579489053f69d61372:0', 'import:5ba61a4b85c613579489053f69d61372:0', 'imported', '01a20a23-e76d-7c92-a971-71af85f308b3', NULL, '2026-03-10 00:00:00+00', 52.4400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5bc104527168e44c017ddd8691c3957c:0', 'import:5bc104527168e44c017ddd8691c3957c:0', 'imported', '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', NULL, '2026-08-11 00:00:00+00', 36.9100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5c5db90493dbca5575d761ae63346eb8:0', 'import:5c5db90493dbca5575d761ae63346eb8:0', 'imported', '01a20a23-e76d-7350-bc11-1587004caadb', NULL, '2026-02-18 00:00:00+00', 70.2500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5d151c66a6a8c41afabce018a6310894:0', 'import:5d151c66a6a8c41afabce018a6310894:0', 'imported', '01a20a23-e76d-7833-a97f-da297c6c8a9f', NULL, '2026-02-26 00:00:00+00', 31.4500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6176135c31e03a577aa53b16f14d708f:0', 'import:6176135c31e03a577aa53b16f14d708f:0', 'imported', '01a20a23-e76d-7f53-be69-0b9bd369df0e', NULL, '2026-04-16 00:00:00+00', 52.5000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:61b6a58bb8449426846572bc2ce8223f:0', 'import:61b6a58bb8449426846572bc2ce8223f:0', 'imported', '01a20a23-e76d-721a-8b74-924b2b8192cf', NULL, '2026-07-15 00:00:00+00', 17.5700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:61fdc74e2e3209b725f11397e9592754:0', 'import:61fdc74e2e3209b725f11397e9592754:0', 'imported', '01a20a23-e76d-7912-afa4-54e866d5c1b9', NULL, '2026-01-10 00:00:00+00', 67.9700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:620ff6732a00a08b0b6864f74feb7b22:0', 'import:620ff6732a00a08b0b6864f74feb7b22:0', 'imported', '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', NULL, '2026-10-02 00:00:00+00', 20.4200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:623d13d7145ccf374a28972e6f6c0524:0', 'import:623d13d7145ccf374a28972e6f6c0524:0', 'imported', '01a20a23-e76d-7182-9641-a10240ba3e22', NULL, '2026-02-11 00:00:00+00', 41.1200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6558be6b3e478f0cc7e51b40a202f7e5:0', 'import:6558be6b3e478f0cc7e51b40a202f7e5:0', 'imported', '01a20a23-e76d-7c65-aff7-72545bbdc2df', NULL, '2026-10-23 00:00:00+00', 78.0100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:66764ecd0c452eb8cf1730981e2ed0b8:0', 'import:66764ecd0c452eb8cf1730981e2ed0b8:0', 'imported', '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', NULL, '2026-08-04 00:00:00+00', 11.4200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:66b1ebe3fbf93c26428e88f0b1a9f469:0', 'import:66b1ebe3fbf93c26428e88f0b1a9f469:0', 'imported', '01a20a23-e76d-73e5-827d-ccbd2158295c', NULL, '2026-02-06 00:00:00+00', 46.8700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6a88d5c02bd730de38ab75d7251b0986:0', 'import:6a88d5c02bd730de38ab75d7251b0986:0', 'imported', '01a20a23-e76d-7768-85fe-8f688b5d1842', NULL, '2026-10-06 00:00:00+00', 73.6500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6a998d7926c57851809a21371678bcfb:0', 'import:6a998d7926c57851809a21371678bcfb:0', 'imported', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', NULL, '2026-07-02 00:00:00+00', 9.7400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6b4b48b3198424f04c43132e56441792:0', 'import:6b4b48b3198424f04c43132e56441792:0', 'imported', '01a20a23-e76d-7f6a-8a0d-82313151cfd8', NULL, '2026-09-03 00:00:00+00', 61.3600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6e44b70b3ccd06abb9ae57d44ebca13c:0', 'import:6e44b70b3ccd06abb9ae57d44ebca13c:0', 'imported', '01a20a23-e76d-7af6-b43e-56adef911325', NULL, '2026-04-13 00:00:00+00', 45.6600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6e558650cce92f2ece0d05086766488e:0', 'import:6e558650cce92f2ece0d05086766488e:0', 'imported', '01a20a23-e76d-72cf-846e-60aeff00ad28', NULL, '2026-02-01 00:00:00+00', 58.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6f52ec662a6f23760e05ba2649b66606:0', 'import:6f52ec662a6f23760e05ba2649b66606:0', 'imported', '01a20a23-e76d-7982-95fd-546eb07430a0', NULL, '2026-06-05 00:00:00+00', 43.1400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:706ab4e1cda398d872b494df52969f9a:0', 'import:706ab4e1cda398d872b494df52969f9a:0', 'imported', '01a20a23-e76d-7833-a97f-da297c6c8a9f', NULL, '2026-01-23 00:00:00+00', 44.0600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:71c875b7d7e1c3991dacaee6d17008ef:0', 'import:71c875b7d7e1c3991dacaee6d17008ef:0', 'imported', '01a20a23-e76d-7a7e-a99b-3cf392f81b71', NULL, '2026-08-05 00:00:00+00', 47.3700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:725e89453e0d2401e61faec41e8d22ae:0', 'import:725e89453e0d2401e61faec41e8d22ae:0', 'imported', '01a20a23-e76d-76b4-9491-b472b21c0c97', NULL, '2026-10-23 00:00:00+00', 69.9900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7292f780eb8275dd148134c6b5cd003b:0', 'import:7292f780eb8275dd148134c6b5cd003b:0', 'imported', '01a20a23-e76d-72cf-846e-60aeff00ad28', NULL, '2026-09-23 00:00:00+00', 84.0500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:742752fea0d4f92906503072ad33ec7a:0', 'import:742752fea0d4f92906503072ad33ec7a:0', 'imported', '01a20a23-e76d-75f7-b77b-ccedd42c49b5', NULL, '2026-08-15 00:00:00+00', 58.3400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7447a34c0b2e5c107bb6280fa1a1133d:0', 'import:7447a34c0b2e5c107bb6280fa1a1133d:0', 'imported', '01a20a23-e76d-75f7-b77b-ccedd42c49b5', NULL, '2026-11-07 00:00:00+00', 88.9100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:74e23e27eecf4cac72e73f4bbbd3093e:0', 'import:74e23e27eecf4cac72e73f4bbbd3093e:0', 'imported', '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', NULL, '2026-02-21 00:00:00+00', 64.5700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7538fb745fabdd8b2001d770e6962045:0', 'import:7538fb745fabdd8b2001d770e6962045:0', 'imported', '01a20a23-e76d-7053-85a4-b6c484b96db3', NULL, '2026-08-31 00:00:00+00', 46.3100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:75fc522f2437570d4019c88afc309ceb:0', 'import:75fc522f2437570d4019c88afc309ceb:0', 'imported', '01a20a23-e76d-7cf9-8a76-51209eea11a6', NULL, '2026-09-21 00:00:00+00', 71.1600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:769a3106adb0d6aa68db0016702d6b17:0', 'import:769a3106adb0d6aa68db0016702d6b17:0', 'imported', '01a20a23-e76d-700d-bf20-1d93a4f773f3', NULL, '2026-03-04 00:00:00+00', 69.2800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7724f194878ef5af174469ea10a5869f:0', 'import:7724f194878ef5af174469ea10a5869f:0', 'imported', '01a20a23-e76d-7182-9641-a10240ba3e22', NULL, '2026-08-29 00:00:00+00', 37.2200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:77fd0105941bda2c31476f2296fd1f58:0', 'import:77fd0105941bda2c31476f2296fd1f58:0', 'imported', '01a20a23-e76d-766e-866b-b493f9077a44', NULL, '2026-03-06 00:00:00+00', 89.4500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:78315154b5c5ef58dfa2a0d72b508672:0', 'import:78315154b5c5ef58dfa2a0d72b508672:0', 'imported', '01a20a23-e76d-75f7-b77b-ccedd42c49b5', NULL, '2026-11-10 00:00:00+00', 87.8200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:79bfda73c0ecd3747da3f33b0083b092:0', 'import:79bfda73c0ecd3747da3f33b0083b092:0', 'imported', '01a20a23-e76d-7010-87d1-67edf7374c7b', NULL, '2026-03-12 00:00:00+00', 75.5300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7a2e0104c49155d87e11bb9ee1c3d9e6:0', 'import:7a2e0104c49155d87e11bb9ee1c3d9e6:0', 'imported', '01a20a23-e76d-7982-95fd-546eb07430a0', NULL, '2026-01-12 00:00:00+00', 54.0900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7aa64c9e7234261dc7a8dae80a45dcb1:0', 'import:7aa64c9e7234261dc7a8dae80a45dcb1:0', 'imported', '01a20a23-e76d-700d-bf20-1d93a4f773f3', NULL, '2026-03-12 00:00:00+00', 73.2600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7b0edcf3ac85ba5aa9f3f82a6f583a98:0', 'import:7b0edcf3ac85ba5aa9f3f82a6f583a98:0', 'imported', '01a20a23-e76d-7820-995a-8a7a12948daa', NULL, '2026-08-31 00:00:00+00', 25.1200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7d710638865ca7a69fee9a2cd4a04355:0', 'import:7d710638865ca7a69fee9a2cd4a04355:0', 'imported', '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', NULL, '2026-11-11 00:00:00+00', 66.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7da520dafbdea7980275ee8b3a2f7ec2:0', 'import:7da520dafbdea7980275ee8b3a2f7ec2:0', 'imported', '01a20a23-e76d-7518-845d-8ef12b96cbd0', NULL, '2026-03-02 00:00:00+00', 88.8700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7e31c065c009e4a91d5bbebfa3b76e7f:0', 'import:7e31c065c009e4a91d5bbebfa3b76e7f:0', 'imported', '01a20a23-e76d-74cc-b213-d4a79688bc49', NULL, '2026-11-17 00:00:00+00', 45.0600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7ecb96c9ce16900ebec9abec6ae4c802:0', 'import:7ecb96c9ce16900ebec9abec6ae4c802:0', 'imported', '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', NULL, '2026-02-06 00:00:00+00', 39.0700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7ef1662ce6bd2fbdc5efe61964fdadfe:0', 'import:7ef1662ce6bd2fbdc5efe61964fdadfe:0', 'imported', '01a20a23-e76d-76c7-9ae4-c857ad980169', NULL, '2026-02-13 00:00:00+00', 10.1000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8169c3ef54f45336f89892b8bddb2cf9:0', 'import:8169c3ef54f45336f89892b8bddb2cf9:0', 'imported', '01a20a23-e76d-75e8-a386-3b3463b69310', NULL, '2026-07-05 00:00:00+00', 54.1100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:81d624b0a668cc91501490f2b665f1d9:0', 'import:81d624b0a668cc91501490f2b665f1d9:0', 'imported', '01a20a23-e76d-7c15-be2a-d20998b86cc2', NULL, '2026-02-14 00:00:00+00', 69.8500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:83ac79972e40a62da83b9eceb22b544a:0', 'import:83ac79972e40a62da83b9eceb22b544a:0', 'imported', '01a20a23-e76d-7053-85a4-b6c484b96db3', NULL, '2026-09-27 00:00:00+00', 15.8200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:84b9301a0f104500fedb5ea9c20f0ced:0', 'import:84b9301a0f104500fedb5ea9c20f0ced:0', 'imported', '01a20a23-e76d-766e-866b-b493f9077a44', NULL, '2026-07-23 00:00:00+00', 70.3600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:84e4264af97d8c0f286452c4acfcb4f3:0', 'import:84e4264af97d8c0f286452c4acfcb4f3:0', 'imported', '01a20a23-e76d-7e0f-98d2-84df9d5b9752', NULL, '2026-02-12 00:00:00+00', 41.4300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:853711a372a34ec4182a8acb2acbe99a:0', 'import:853711a372a34ec4182a8acb2acbe99a:0', 'imported', '01a20a23-e76d-70b2-ba41-07cac5016ee1', NULL, '2026-04-28 00:00:00+00', 22.1600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8611db94adc9b81a2c0675b9520b1392:0', 'import:8611db94adc9b81a2c0675b9520b1392:0', 'imported', '01a20a23-e76d-7a23-a437-ba0da69e7b54', NULL, '2026-01-10 00:00:00+00', 77.1100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:864c661700c497d1b898764d6f31f76b:0', 'import:864c661700c497d1b898764d6f31f76b:0', 'imported', '01a20a23-e76d-7d80-868d-87bf1e29f536', NULL, '2026-09-18 00:00:00+00', 83.3200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:87a090990e3e4624f87bde90becfd462:0', 'import:87a090990e3e4624f87bde90becfd462:0', 'imported', '01a20a23-e76d-7982-95fd-546eb07430a0', NULL, '2026-01-22 00:00:00+00', 69.5400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:88ea19733a24e2bdfa52607ff8413522:0', 'import:88ea19733a24e2bdfa52607ff8413522:0', 'imported', '01a20a23-e76d-7dfc-a1ec-69d3126c1204', NULL, '2026-01-10 00:00:00+00', 87.8400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:893d6c2dbb40f0f72912f19b17ba3c83:0', 'import:893d6c2dbb40f0f72912f19b17ba3c83:0', 'imported', '01a20a23-e76d-7c49-8696-a5a92bdf123e', NULL, '2026-03-22 00:00:00+00', 49.0700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:897faf91263534c78ce73835d2ece655:0', 'import:897faf91263534c78ce73835d2ece655:0', 'imported', '01a20a23-e76d-7c15-be2a-d20998b86cc2', NULL, '2026-08-26 00:00:00+00', 70.7600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:89806937c0ddfeb3a041a79c7f5b9b59:0', 'import:89806937c0ddfeb3a041a79c7f5b9b59:0', 'imported', '01a20a23-e76d-7fe3-a6d4-223facc61955', NULL, '2026-07-15 00:00:00+00', 18.7400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8a02fc74f3b2886ccc848f67ce0a5a47:0', 'import:8a02fc74f3b2886ccc848f67ce0a5a47:0', 'imported', '01a20a23-e76d-7e4e-b711-34662da84690', NULL, '2026-03-25 00:00:00+00', 14.0700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8a9bfa7247b32b6f27ea2f1cb891782c:0', 'import:8a9bfa7247b32b6f27ea2f1cb891782c:0', 'imported', '01a20a23-e76d-7c65-aff7-72545bbdc2df', NULL, '2026-08-31 00:00:00+00', 15.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8b3ff4d9910ce04b5eff9a54344e882e:0', 'import:8b3ff4d9910ce04b5eff9a54344e882e:0', 'imported', '01a20a23-e76d-7845-a06f-a76410e410f6', NULL, '2026-03-27 00:00:00+00', 78.5900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8b4229e82167a4d85e99eeaa7cef175f:0', 'import:8b4229e82167a4d85e99eeaa7cef175f:0', 'imported', '01a20a23-e76d-7350-bc11-1587004caadb', NULL, '2026-08-28 00:00:00+00', 40.9700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8c793d23cc8cd9e16f3ca25c5c4f1f28:0', 'import:8c793d23cc8cd9e16f3ca25c5c4f1f28:0', 'imported', '01a20a23-e76d-7912-afa4-54e866d5c1b9', NULL, '2026-11-16 00:00:00+00', 53.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8c7b611d5322995318d6b1f450b4fb42:0', 'import:8c7b611d5322995318d6b1f450b4fb42:0', 'imported', '01a20a23-e76d-715d-92a6-25b5a6152bb9', NULL, '2026-04-12 00:00:00+00', 27.8900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8fee7e4f066a7a2de717118865cd0c52:0', 'import:8fee7e4f066a7a2de717118865cd0c52:0', 'imported', '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', NULL, '2026-03-19 00:00:00+00', 85.1100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:919dbcb67e3f40f02967676762740c5f:0', 'import:919dbcb67e3f40f02967676762740c5f:0', 'imported', '01a20a23-e76d-7c15-be2a-d20998b86cc2', NULL, '2026-09-02 00:00:00+00', 34.2400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:91b177c62c5eea2c1a63c12c2bb9d01c:0', 'import:91b177c62c5eea2c1a63c12c2bb9d01c:0', 'imported', '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', NULL, '2026-05-26 00:00:00+00', 28.7100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:91fca0a43e2b96d742222c50c13836cc:0', 'import:91fca0a43e2b96d742222c50c13836cc:0', 'imported', '01a20a23-e76d-732e-ad73-83a6626000fa', NULL, '2026-01-12 00:00:00+00', 38.6200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9248bb8065e211ca494a11a769fd3a7f:0', 'import:9248bb8065e211ca494a11a769fd3a7f:0', 'imported', '01a20a23-e76d-74cc-b213-d4a79688bc49', NULL, '2026-10-13 00:00:00+00', 13.3100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:92ce2d35c27c9d6e18db24724971e203:0', 'import:92ce2d35c27c9d6e18db24724971e203:0', 'imported', '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', NULL, '2026-02-04 00:00:00+00', 39.2000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:93f620fa3de0e980691037893e9427a2:0', 'import:93f620fa3de0e980691037893e9427a2:0', 'imported', '01a20a23-e76d-796d-a2a3-81c5376bfed4', NULL, '2026-01-31 00:00:00+00', 40.7500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:94c52bc042ed9d0de71221d992c1f828:0', 'import:94c52bc042ed9d0de71221d992c1f828:0', 'imported', '01a20a23-e76d-78dd-8152-a3e7c7b46cd3', NULL, '2026-02-11 00:00:00+00', 54.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:96d762a9bf9715c7c65265d6edcef3ae:0', 'import:96d762a9bf9715c7c65265d6edcef3ae:0', 'imported', '01a20a23-e76d-7e0f-98d2-84df9d5b9752', NULL, '2026-02-04 00:00:00+00', 48.3200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:96e21a727a45af5249a287be7500b434:0', 'import:96e21a727a45af5249a287be7500b434:0', 'imported', '01a20a23-e76d-715d-92a6-25b5a6152bb9', NULL, '2026-07-27 00:00:00+00', 61.9400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9784e48b5169ab95ed835f82ac96e42d:0', 'import:9784e48b5169ab95ed835f82ac96e42d:0', 'imported', '01a20a23-e76d-74cc-b213-d4a79688bc49', NULL, '2026-11-18 00:00:00+00', 8.0800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:980f908a4d09a7fc0d350d37a9b1c303:0', 'import:980f908a4d09a7fc0d350d37a9b1c303:0', 'imported', '01a20a23-e76d-715d-92a6-25b5a6152bb9', NULL, '2026-06-07 00:00:00+00', 40.2500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9844fd57e6a2ca335a9cae3e9ffffdba:0', 'import:9844fd57e6a2ca335a9cae3e9ffffdba:0', 'imported', '01a20a23-e76d-79bb-8ed7-e5047c7db112', NULL, '2026-04-24 00:00:00+00', 12.6300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:992779ee0053fe9deec8864d35f12085:0', 'import:992779ee0053fe9deec8864d35f12085:0', 'imported', '01a20a23-e76d-77bf-978e-1013c0932790', NULL, '2026-05-14 00:00:00+00', 89.9300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:99e387090d6789d629c98a4219916563:0', 'import:99e387090d6789d629c98a4219916563:0', 'imported', '01a20a23-e76d-7c49-8696-a5a92bdf123e', NULL, '2026-06-18 00:00:00+00', 58.0000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9aaf1d7c22a53cdf92817ee29d5a3926:0', 'import:9aaf1d7c22a53cdf92817ee29d5a3926:0', 'imported', '01a20a23-e76d-7a7e-a99b-3cf392f81b71', NULL, '2026-07-27 00:00:00+00', 29.4700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9c558c97fd22e79bda541f9f17387e58:0', 'import:9c558c97fd22e79bda541f9f17387e58:0', 'imported', '01a20a23-e76d-7653-b193-31b1054f4b11', NULL, '2026-11-18 00:00:00+00', 54.9700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9ccdfa7268a9945e02afd05af8d4d4fd:0', 'import:9ccdfa7268a9945e02afd05af8d4d4fd:0', 'imported', '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', NULL, '2026-01-25 00:00:00+00', 16.8600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9d4e332b25a005c767a6dc44217d3322:0', 'import:9d4e332b25a005c767a6dc44217d3322:0', 'imported', '01a20a23-e76d-7982-95fd-546eb07430a0', NULL, '2026-02-13 00:00:00+00', 30.4300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9f0fdc7dd4836298809a94a29c87c782:0', 'import:9f0fdc7dd4836298809a94a29c87c782:0', 'imported', '01a20a23-e76d-73c7-b94d-1010556536da', NULL, '2026-02-22 00:00:00+00', 5.0300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9fd164b8a8944c1825c8e377fc54deab:0', 'import:9fd164b8a8944c1825c8e377fc54deab:0', 'imported', '01a20a23-e76d-7e4e-b711-34662da84690', NULL, '2026-02-13 00:00:00+00', 67.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a2112b73e17dd29eede503151bfae3bb:0', 'import:a2112b73e17dd29eede503151bfae3bb:0', 'imported', '01a20a23-e76d-76c7-9ae4-c857ad980169', NULL, '2026-01-22 00:00:00+00', 26.8000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a26499505c303357f256cbb6d4c32a39:0', 'import:a26499505c303357f256cbb6d4c32a39:0', 'imported', '01a20a23-e76d-796d-a2a3-81c5376bfed4', NULL, '2026-07-20 00:00:00+00', 86.3400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a374e5e653d7f97b7dff795a187fc594:0', 'import:a374e5e653d7f97b7dff795a187fc594:0', 'imported', '01a20a23-e76d-700d-bf20-1d93a4f773f3', NULL, '2026-08-15 00:00:00+00', 56.7700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a388f4dee22cca7b56c5e50b0c553356:0', 'import:a388f4dee22cca7b56c5e50b0c553356:0', 'imported', '01a20a23-e76d-75f7-b77b-ccedd42c49b5', NULL, '2026-04-13 00:00:00+00', 50.4100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a48604d58893f8f76da3162663fcee0f:0', 'import:a48604d58893f8f76da3162663fcee0f:0', 'imported', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', NULL, '2026-04-10 00:00:00+00', 61.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a792a4a8d3e23a04095795faac866006:0', 'import:a792a4a8d3e23a04095795faac866006:0', 'imported', '01a20a23-e76d-77bf-978e-1013c0932790', NULL, '2026-06-02 00:00:00+00', 19.9100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a7cf131ea5ac366923cff9bf59752602:0', 'import:a7cf131ea5ac366923cff9bf59752602:0', 'imported', '01a20a23-e76d-7f2f-a088-5577c8ab2fd5', NULL, '2026-10-25 00:00:00+00', 35.7800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a7f4baa71106dc8cfd1a0ee8de4550bc:0', 'import:a7f4baa71106dc8cfd1a0ee8de4550bc:0', 'imported', '01a20a23-e76d-796d-a2a3-81c5376bfed4', NULL, '2026-03-01 00:00:00+00', 85.8800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a9b26d1b12c6509dc1eef0b134505338:0', 'import:a9b26d1b12c6509dc1eef0b134505338:0', 'imported', '01a20a23-e76d-7053-85a4-b6c484b96db3', NULL, '2026-02-08 00:00:00+00', 48.5000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ab477dcc2ad204d07478702d5900cd0c:0', 'import:ab477dcc2ad204d07478702d5900cd0c:0', 'imported', '01a20a23-e76d-7b46-8820-53a2d8392e9b', NULL, '2026-03-16 00:00:00+00', 82.7100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:aba7e88c53902bf75edf324a2d02f1e7:0', 'import:aba7e88c53902bf75edf324a2d02f1e7:0', 'imported', '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', NULL, '2026-10-07 00:00:00+00', 69.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:abd7a5733a3fc120d6224973f4a06895:0', 'import:abd7a5733a3fc120d6224973f4a06895:0', 'imported', '01a20a23-e76d-732e-ad73-83a6626000fa', NULL, '2026-03-17 00:00:00+00', 9.4300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ac05d9f70ecd772a39570375cb9c1854:0', 'import:ac05d9f70ecd772a39570375cb9c1854:0', 'imported', '01a20a23-e76d-7e4e-b711-34662da84690', NULL, '2026-09-17 00:00:00+00', 51.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ae02703259302d0f6b03c2785b431f4d:0', 'import:ae02703259302d0f6b03c2785b431f4d:0', 'imported', '01a20a23-e76d-77bf-978e-1013c0932790', NULL, '2026-09-30 00:00:00+00', 87.3600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ae8eade9e5705287af088b93012fc3a3:0', 'import:ae8eade9e5705287af088b93012fc3a3:0', 'imported', '01a20a23-e76d-77bf-978e-1013c0932790', NULL, '2026-07-07 00:00:00+00', 32.3600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ae9f86af3be6c2ad427c00b8660308e1:0', 'import:ae9f86af3be6c2ad427c00b8660308e1:0', 'imported', '01a20a23-e76d-790a-ae58-e3c435cac4ca', NULL, '2026-11-13 00:00:00+00', 38.7400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:aebb77e2bf930a964710e89cd3bfaf66:0', 'import:aebb77e2bf930a964710e89cd3bfaf66:0', 'imported', '01a20a23-e76d-73db-8f9e-6ce0c2b14591', NULL, '2026-07-01 00:00:00+00', 32.5300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b08e05785cfdbbbdf59aa9fc92dd4718:0', 'import:b08e05785cfdbbbdf59aa9fc92dd4718:0', 'imported', '01a20a23-e76d-7053-85a4-b6c484b96db3', NULL, '2026-05-01 00:00:00+00', 38.6200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b0926b0e53ff18836633484588d25d37:0', 'import:b0926b0e53ff18836633484588d25d37:0', 'imported', '01a20a23-e76d-70fd-987b-dd847533d625', NULL, '2026-01-07 00:00:00+00', 84.4500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b0c43bee389f7f614368a9830b996244:0', 'import:b0c43bee389f7f614368a9830b996244:0', 'imported', '01a20a23-e76d-71b9-8d70-1bedbdad9b5a', NULL, '2026-02-17 00:00:00+00', 64.9500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b11edc3227bde14a32abd095b709aa8c:0', 'import:b11edc3227bde14a32abd095b709aa8c:0', 'imported', '01a20a23-e76d-732e-ad73-83a6626000fa', NULL, '2026-03-24 00:00:00+00', 89.5900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b1bd154ed38d10d6e2ad9af1251eb405:0', 'import:b1bd154ed38d10d6e2ad9af1251eb405:0', 'imported', '01a20a23-e76d-7c92-a971-71af85f308b3', NULL, '2026-08-03 00:00:00+00', 28.6300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b372151ea5a6d3b123525daf0a491fa9:0', 'import:b372151ea5a6d3b123525daf0a491fa9:0', 'imported', '01a20a23-e76d-75e8-a386-3b3463b69310', NULL, '2026-10-27 00:00:00+00', 79.2400, 'USD', NULL, NULL);
INSERT INTO attune.order_events VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b6d135b03f42f0adb03fbb44600e6607:0', 'import:b6d135b03f42f0adb03fbb44600e6607:0', 'imported', '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', NULL, '2026-02-23 00:00:00+00', 83.8900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b897cdd5a2ed2b52fc805848aa0543a2:0', 'import:b897cdd5a2ed2b52fc805848aa0543a2:0', 'imported', '01a20a23-e76d-74cc-b213-d4a79688bc49', NULL, '2026-09-08 00:00:00+00', 48.2100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bc6af6a4719c76f49e7b2c3b9fae500b:0', 'import:bc6af6a4719c76f49e7b2c3b9fae500b:0', 'imported', '01a20a23-e76d-770a-8c80-4d633fb1929b', NULL, '2026-09-17 00:00:00+00', 79.0800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bc975e5b240c680823496a36eccf0ee1:0', 'import:bc975e5b240c680823496a36eccf0ee1:0', 'imported', '01a20a23-e76d-76b4-9491-b472b21c0c97', NULL, '2026-11-19 00:00:00+00', 15.1300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bf2b1f399d69bc3a10977ef44f1c866b:0', 'import:bf2b1f399d69bc3a10977ef44f1c866b:0', 'imported', '01a20a23-e76d-7332-93c9-2cb6e983134f', NULL, '2026-09-06 00:00:00+00', 49.0300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bfb529fa3ed84bc6b40d8ca8aada0677:0', 'import:bfb529fa3ed84bc6b40d8ca8aada0677:0', 'imported', '01a20a23-e76d-7768-85fe-8f688b5d1842', NULL, '2026-03-09 00:00:00+00', 14.9700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c00936170144a123f70afe6a41640d3c:0', 'import:c00936170144a123f70afe6a41640d3c:0', 'imported', '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', NULL, '2026-03-18 00:00:00+00', 46.3200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c030e8d6b5c6abcc5798b911e74e1728:0', 'import:c030e8d6b5c6abcc5798b911e74e1728:0', 'imported', '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', NULL, '2026-11-22 00:00:00+00', 41.5400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c06a4350feab82a1bb6f0f9f38ef5133:0', 'import:c06a4350feab82a1bb6f0f9f38ef5133:0', 'imported', '01a20a23-e76d-71b9-8d70-1bedbdad9b5a', NULL, '2026-07-02 00:00:00+00', 57.1800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c16b5a4a41109481e79fc08057cf1507:0', 'import:c16b5a4a41109481e79fc08057cf1507:0', 'imported', '01a20a23-e76d-7a8e-8973-9988a1bf744e', NULL, '2026-04-04 00:00:00+00', 74.6800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c1d7f40239c846c92082f6e16f186fe6:0', 'import:c1d7f40239c846c92082f6e16f186fe6:0', 'imported', '01a20a23-e76d-7053-85a4-b6c484b96db3', NULL, '2026-04-29 00:00:00+00', 80.4200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c1fb33e7ce8421f56f48b33465c5f451:0', 'import:c1fb33e7ce8421f56f48b33465c5f451:0', 'imported', '01a20a23-e76d-7518-845d-8ef12b96cbd0', NULL, '2026-08-18 00:00:00+00', 52.1700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c26d42e57fb08cb10e44fb72141b1636:0', 'import:c26d42e57fb08cb10e44fb72141b1636:0', 'imported', '01a20a23-e76d-7010-87d1-67edf7374c7b', NULL, '2026-10-09 00:00:00+00', 50.6100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c32ecaf6bb5100e14730d941566842e3:0', 'import:c32ecaf6bb5100e14730d941566842e3:0', 'imported', '01a20a23-e76d-7518-845d-8ef12b96cbd0', NULL, '2026-11-08 00:00:00+00', 16.9900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c4ca907e564305c07407db3d21f454e6:0', 'import:c4ca907e564305c07407db3d21f454e6:0', 'imported', '01a20a23-e76d-74cc-b213-d4a79688bc49', NULL, '2026-07-04 00:00:00+00', 22.1800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c58d414fb52e559a2477161cfe33f69b:0', 'import:c58d414fb52e559a2477161cfe33f69b:0', 'imported', '01a20a23-e76d-7c92-a971-71af85f308b3', NULL, '2026-10-14 00:00:00+00', 34.6100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c5b1043bdab6559dc12825035a4d6182:0', 'import:c5b1043bdab6559dc12825035a4d6182:0', 'imported', '01a20a23-e76d-7429-a0e6-d20375879e2b', NULL, '2026-03-16 00:00:00+00', 73.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c763103dcb9200636f675cd86c8d7233:0', 'import:c763103dcb9200636f675cd86c8d7233:0', 'imported', '01a20a23-e76d-7f53-be69-0b9bd369df0e', NULL, '2026-05-09 00:00:00+00', 11.0500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c84ea946e556cbf1fbc3b40b70b36b3c:0', 'import:c84ea946e556cbf1fbc3b40b70b36b3c:0', 'imported', '01a20a23-e76d-74cc-b213-d4a79688bc49', NULL, '2026-07-12 00:00:00+00', 78.9500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c9fdf52b17053a1edae22ed4e0aef706:0', 'import:c9fdf52b17053a1edae22ed4e0aef706:0', 'imported', '01a20a23-e76d-77bf-978e-1013c0932790', NULL, '2026-07-02 00:00:00+00', 41.5000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ca20183790923511ce61c4ace757d686:0', 'import:ca20183790923511ce61c4ace757d686:0', 'imported', '01a20a23-e76d-73c0-8b3e-fe85e4326446', NULL, '2026-04-22 00:00:00+00', 63.4200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ca94cc6aa9eeedf7addbce242fcae3f7:0', 'import:ca94cc6aa9eeedf7addbce242fcae3f7:0', 'imported', '01a20a23-e76d-70fd-987b-dd847533d625', NULL, '2026-10-29 00:00:00+00', 34.8700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cbab75dddb4e254e64d1cc951504ff66:0', 'import:cbab75dddb4e254e64d1cc951504ff66:0', 'imported', '01a20a23-e76d-715d-92a6-25b5a6152bb9', NULL, '2026-04-28 00:00:00+00', 61.1400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cbc00955ffd5c75c65e98c427a772898:0', 'import:cbc00955ffd5c75c65e98c427a772898:0', 'imported', '01a20a23-e76d-7a23-a437-ba0da69e7b54', NULL, '2026-04-04 00:00:00+00', 5.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cdc49a5b839d5554d2cd8348a979c83e:0', 'import:cdc49a5b839d5554d2cd8348a979c83e:0', 'imported', '01a20a23-e76d-793c-8d70-8ec214fe9a3f', NULL, '2026-04-19 00:00:00+00', 52.9900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cdee6a86c61c086d9cb75b12480a3b4d:0', 'import:cdee6a86c61c086d9cb75b12480a3b4d:0', 'imported', '01a20a23-e76d-7a09-8d7f-d7c0257425a1', NULL, '2026-05-16 00:00:00+00', 49.5500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d04d165e1badec16dffd0be72e2508e2:0', 'import:d04d165e1badec16dffd0be72e2508e2:0', 'imported', '01a20a23-e76d-7e08-96cd-44f7946cfbcb', NULL, '2026-06-05 00:00:00+00', 25.0400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d13f4592bbfca2d4bd0f95b9911cdfc9:0', 'import:d13f4592bbfca2d4bd0f95b9911cdfc9:0', 'imported', '01a20a23-e76d-7339-b422-3688761e6e7c', NULL, '2026-03-15 00:00:00+00', 21.7400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d25b16e4e297232114a4e32db67b6d13:0', 'import:d25b16e4e297232114a4e32db67b6d13:0', 'imported', '01a20a23-e76d-7653-b193-31b1054f4b11', NULL, '2026-01-26 00:00:00+00', 34.6700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d3393e46e571c28e7f37c05645c67761:0', 'import:d3393e46e571c28e7f37c05645c67761:0', 'imported', '01a20a23-e76d-7c15-be2a-d20998b86cc2', NULL, '2026-08-11 00:00:00+00', 59.4700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d3e43ae06c971f699b3ce7ad862f452a:0', 'import:d3e43ae06c971f699b3ce7ad862f452a:0', 'imported', '01a20a23-e76d-793c-8d70-8ec214fe9a3f', NULL, '2026-10-28 00:00:00+00', 58.4100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d403be77a0bf6acc9524cd5aa8ee4a9c:0', 'import:d403be77a0bf6acc9524cd5aa8ee4a9c:0', 'imported', '01a20a23-e76d-793c-8d70-8ec214fe9a3f', NULL, '2026-09-14 00:00:00+00', 44.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d6b59119e7482869374fa450e0d8f71f:0', 'import:d6b59119e7482869374fa450e0d8f71f:0', 'imported', '01a20a23-e76d-721a-8b74-924b2b8192cf', NULL, '2026-01-24 00:00:00+00', 37.4800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d8625d6b11a7d21615ac3658c073a2e2:0', 'import:d8625d6b11a7d21615ac3658c073a2e2:0', 'imported', '01a20a23-e76d-7af6-b43e-56adef911325', NULL, '2026-09-16 00:00:00+00', 5.8100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:da0a5375726944a3668be5d4158b5613:0', 'import:da0a5375726944a3668be5d4158b5613:0', 'imported', '01a20a23-e76d-7039-86c5-3ed26f54f112', NULL, '2026-02-05 00:00:00+00', 20.3300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dacfe7b3cf127700893aa3bd46ba6c98:0', 'import:dacfe7b3cf127700893aa3bd46ba6c98:0', 'imported', '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', NULL, '2026-05-03 00:00:00+00', 70.6400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:db221731599af72dae773594153192f7:0', 'import:db221731599af72dae773594153192f7:0', 'imported', '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', NULL, '2026-11-10 00:00:00+00', 36.9700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dcddfd312d2fe776afffe30249b60b9f:0', 'import:dcddfd312d2fe776afffe30249b60b9f:0', 'imported', '01a20a23-e76d-7b46-8820-53a2d8392e9b', NULL, '2026-02-13 00:00:00+00', 31.0200, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dcefdd88cd5546805cbafa3ba55591f0:0', 'import:dcefdd88cd5546805cbafa3ba55591f0:0', 'imported', '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', NULL, '2026-04-19 00:00:00+00', 9.5800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dd2f0bd5926b23a494346508e4a67c3f:0', 'import:dd2f0bd5926b23a494346508e4a67c3f:0', 'imported', '01a20a23-e76d-7e08-96cd-44f7946cfbcb', NULL, '2026-03-21 00:00:00+00', 64.9900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dd7b07548b7fe290c8ee00efeb9baee7:0', 'import:dd7b07548b7fe290c8ee00efeb9baee7:0', 'imported', '01a20a23-e76d-7e0f-98d2-84df9d5b9752', NULL, '2026-03-04 00:00:00+00', 79.3400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e0743a684ac63cd73f6101f64fc53ca8:0', 'import:e0743a684ac63cd73f6101f64fc53ca8:0', 'imported', '01a20a23-e76d-73c7-b94d-1010556536da', NULL, '2026-10-18 00:00:00+00', 29.7800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e090080c886d5b82757f42aef35c6af7:0', 'import:e090080c886d5b82757f42aef35c6af7:0', 'imported', '01a20a23-e76d-7a8e-8973-9988a1bf744e', NULL, '2026-09-21 00:00:00+00', 86.0300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e1983d09ff121ff5d911a59bcddd271c:0', 'import:e1983d09ff121ff5d911a59bcddd271c:0', 'imported', '01a20a23-e76d-7c92-a971-71af85f308b3', NULL, '2026-10-20 00:00:00+00', 55.5400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e234ff6ea69e4146cc34bbb254136052:0', 'import:e234ff6ea69e4146cc34bbb254136052:0', 'imported', '01a20a23-e76d-7645-bcda-06ad0871190e', NULL, '2026-03-30 00:00:00+00', 28.1900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e3380c896917aee3d44286c45fcea5ca:0', 'import:e3380c896917aee3d44286c45fcea5ca:0', 'imported', '01a20a23-e76d-753d-8360-1c9aed809027', NULL, '2026-08-22 00:00:00+00', 16.4800, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e3add5360eb8612a70d0218f38bab8f1:0', 'import:e3add5360eb8612a70d0218f38bab8f1:0', 'imported', '01a20a23-e76d-7d80-868d-87bf1e29f536', NULL, '2026-09-17 00:00:00+00', 45.5700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e4b9713015d45ebb152d41cf42456a5d:0', 'import:e4b9713015d45ebb152d41cf42456a5d:0', 'imported', '01a20a23-e76d-7429-a0e6-d20375879e2b', NULL, '2026-10-01 00:00:00+00', 65.4900, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e635a1ab65be3c8a2576f10ae0742e6b:0', 'import:e635a1ab65be3c8a2576f10ae0742e6b:0', 'imported', '01a20a23-e76d-7053-85a4-b6c484b96db3', NULL, '2026-09-15 00:00:00+00', 20.0600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e64f0bc636199482d5f9ea2aac1f768c:0', 'import:e64f0bc636199482d5f9ea2aac1f768c:0', 'imported', '01a20a23-e76d-7fe3-a6d4-223facc61955', NULL, '2026-01-01 00:00:00+00', 59.9400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e690ea9d1bf0d1d5ca992efa31fd1e8c:0', 'import:e690ea9d1bf0d1d5ca992efa31fd1e8c:0', 'imported', '01a20a23-e76d-72cf-846e-60aeff00ad28', NULL, '2026-02-24 00:00:00+00', 14.3000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e745b7c6f896d2ab425c56372df44531:0', 'import:e745b7c6f896d2ab425c56372df44531:0', 'imported', '01a20a23-e76d-7182-9641-a10240ba3e22', NULL, '2026-02-22 00:00:00+00', 42.1600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e78eb6f60c3da3bad9644135f95a0153:0', 'import:e78eb6f60c3da3bad9644135f95a0153:0', 'imported', '01a20a23-e76d-7c15-be2a-d20998b86cc2', NULL, '2026-07-18 00:00:00+00', 37.6500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e871293800a12bbb93bc342094e5c1b7:0', 'import:e871293800a12bbb93bc342094e5c1b7:0', 'imported', '01a20a23-e76d-7833-a97f-da297c6c8a9f', NULL, '2026-11-15 00:00:00+00', 26.1700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:eaf9e127119efd3a4fca3231be4f57f3:0', 'import:eaf9e127119efd3a4fca3231be4f57f3:0', 'imported', '01a20a23-e76d-7429-a0e6-d20375879e2b', NULL, '2026-05-25 00:00:00+00', 5.6700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ec9ef8759e17ef5bd9a346e64e90fed1:0', 'import:ec9ef8759e17ef5bd9a346e64e90fed1:0', 'imported', '01a20a23-e76d-76c7-9ae4-c857ad980169', NULL, '2026-03-13 00:00:00+00', 87.6300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ed1d7f529a940ad6b1b609a91cbe52b2:0', 'import:ed1d7f529a940ad6b1b609a91cbe52b2:0', 'imported', '01a20a23-e76d-7768-85fe-8f688b5d1842', NULL, '2026-07-01 00:00:00+00', 80.0600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ede3368fa5e85ffd25ca40759c34912f:0', 'import:ede3368fa5e85ffd25ca40759c34912f:0', 'imported', '01a20a23-e76d-7f97-932d-c83f48c44f7a', NULL, '2026-09-17 00:00:00+00', 40.1700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:edf2ed83066ad15201d38aa779b77dc1:0', 'import:edf2ed83066ad15201d38aa779b77dc1:0', 'imported', '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', NULL, '2026-01-11 00:00:00+00', 7.3300, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:eef25f41f7edacc3f9b235399e497979:0', 'import:eef25f41f7edacc3f9b235399e497979:0', 'imported', '01a20a23-e76d-7039-86c5-3ed26f54f112', NULL, '2026-10-24 00:00:00+00', 79.7400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ef68f64dfb412b423eb2b1961fb85e5b:0', 'import:ef68f64dfb412b423eb2b1961fb85e5b:0', 'imported', '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', NULL, '2026-02-09 00:00:00+00', 56.4000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f0ab1b809edb82e8278f933f4b8c5235:0', 'import:f0ab1b809edb82e8278f933f4b8c5235:0', 'imported', '01a20a23-e76d-7c49-8696-a5a92bdf123e', NULL, '2026-08-24 00:00:00+00', 35.3600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f200ef449a1a0b0aebf0ab6ef2974edc:0', 'import:f200ef449a1a0b0aebf0ab6ef2974edc:0', 'imported', '01a20a23-e76d-7f6a-8a0d-82313151cfd8', NULL, '2026-11-16 00:00:00+00', 5.3100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f2df34e458a1d915932bfde4677f6f9b:0', 'import:f2df34e458a1d915932bfde4677f6f9b:0', 'imported', '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', NULL, '2026-04-08 00:00:00+00', 89.2500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f36da1d18dfa63395a5ad9b3753776fa:0', 'import:f36da1d18dfa63395a5ad9b3753776fa:0', 'imported', '01a20a23-e76d-76a0-b828-78ea72c31008', NULL, '2026-05-04 00:00:00+00', 19.8600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f70a5750709489e21951a25118ceff2c:0', 'import:f70a5750709489e21951a25118ceff2c:0', 'imported', '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', NULL, '2026-11-21 00:00:00+00', 70.6000, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f79c09ea3b6968ed1ae7a04e5c8950fc:0', 'import:f79c09ea3b6968ed1ae7a04e5c8950fc:0', 'imported', '01a20a23-e76d-76a0-b828-78ea72c31008', NULL, '2026-08-03 00:00:00+00', 16.4400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f8a5e29992527ce27caffb78a47e098a:0', 'import:f8a5e29992527ce27caffb78a47e098a:0', 'imported', '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', NULL, '2026-10-08 00:00:00+00', 26.4600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:faf48924daf5735f6c4dbec4be5dfc4e:0', 'import:faf48924daf5735f6c4dbec4be5dfc4e:0', 'imported', '01a20a23-e76d-790a-ae58-e3c435cac4ca', NULL, '2026-10-16 00:00:00+00', 14.7600, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fb0ac4cc5240698c3e670f0393011f01:0', 'import:fb0ac4cc5240698c3e670f0393011f01:0', 'imported', '01a20a23-e76d-73db-8f9e-6ce0c2b14591', NULL, '2026-07-17 00:00:00+00', 61.8500, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fcebea0e1d86543543188680c90e0a39:0', 'import:fcebea0e1d86543543188680c90e0a39:0', 'imported', '01a20a23-e76d-73c7-b94d-1010556536da', NULL, '2026-06-24 00:00:00+00', 13.6100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fd859b4bd28d23038f6feeb1be1c4a72:0', 'import:fd859b4bd28d23038f6feeb1be1c4a72:0', 'imported', '01a20a23-e76d-7b46-8820-53a2d8392e9b', NULL, '2026-06-29 00:00:00+00', 30.5400, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fe1b7a3a69cefeddbbc0f6200b18eac4:0', 'import:fe1b7a3a69cefeddbbc0f6200b18eac4:0', 'imported', '01a20a23-e76d-7039-86c5-3ed26f54f112', NULL, '2026-06-29 00:00:00+00', 86.3700, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fe995277263451f93fdc7e66e3eb349c:0', 'import:fe995277263451f93fdc7e66e3eb349c:0', 'imported', '01a20a23-e76d-7982-95fd-546eb07430a0', NULL, '2026-11-02 00:00:00+00', 68.8100, 'USD', NULL, NULL),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ff759589bc912f6fd5f55955629649a3:0', 'import:ff759589bc912f6fd5f55955629649a3:0', 'imported', '01a20a23-e76d-7cf9-8a76-51209eea11a6', NULL, '2026-03-24 00:00:00+00', 75.7000, 'USD', NULL, NULL);


--
-- Data for Name: orders; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.orders VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'id:o-1', 'o-1', '01a20a23-e21a-765e-8a92-eea2f9911849', '2026-11-23 20:40:53.50897+00', 20.0000, 5.0000, 15.0000, 15, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f200ef449a1a0b0aebf0ab6ef2974edc:0', NULL, '01a20a23-e76d-7f6a-8a0d-82313151cfd8', '2026-11-16 00:00:00+00', 5.3100, 0.0000, 5.3100, 5.31, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:00777b301b2ced03ac8457c0ad4791c6:0', NULL, '01a20a23-e76d-7a8e-8973-9988a1bf744e', '2026-05-23 00:00:00+00', 14.4200, 0.0000, 14.4200, 14.42, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7da520dafbdea7980275ee8b3a2f7ec2:0', NULL, '01a20a23-e76d-7518-845d-8ef12b96cbd0', '2026-03-02 00:00:00+00', 88.8700, 0.0000, 88.8700, 88.87, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d8625d6b11a7d21615ac3658c073a2e2:0', NULL, '01a20a23-e76d-7af6-b43e-56adef911325', '2026-09-16 00:00:00+00', 5.8100, 0.0000, 5.8100, 5.81, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:980f908a4d09a7fc0d350d37a9b1c303:0', NULL, '01a20a23-e76d-715d-92a6-25b5a6152bb9', '2026-06-07 00:00:00+00', 40.2500, 0.0000, 40.2500, 40.25, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ab477dcc2ad204d07478702d5900cd0c:0', NULL, '01a20a23-e76d-7b46-8820-53a2d8392e9b', '2026-03-16 00:00:00+00', 82.7100, 0.0000, 82.7100, 82.71, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:aebb77e2bf930a964710e89cd3bfaf66:0', NULL, '01a20a23-e76d-73db-8f9e-6ce0c2b14591', '2026-07-01 00:00:00+00', 32.5300, 0.0000, 32.5300, 32.53, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c1fb33e7ce8421f56f48b33465c5f451:0', NULL, '01a20a23-e76d-7518-845d-8ef12b96cbd0', '2026-08-18 00:00:00+00', 52.1700, 0.0000, 52.1700, 52.17, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:13108278c66aadeee133cc6a5621d66d:0', NULL, '01a20a23-e76d-700d-bf20-1d93a4f773f3', '2026-02-07 00:00:00+00', 44.4200, 0.0000, 44.4200, 44.42, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:496a53cc56d007f179000887e9f9f446:0', NULL, '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', '2026-09-23 00:00:00+00', 85.7300, 0.0000, 85.7300, 85.73, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b897cdd5a2ed2b52fc805848aa0543a2:0', NULL, '01a20a23-e76d-74cc-b213-d4a79688bc49', '2026-09-08 00:00:00+00', 48.2100, 0.0000, 48.2100, 48.21, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6a998d7926c57851809a21371678bcfb:0', NULL, '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', '2026-07-02 00:00:00+00', 9.7400, 0.0000, 9.7400, 9.74, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ca94cc6aa9eeedf7addbce242fcae3f7:0', NULL, '01a20a23-e76d-70fd-987b-dd847533d625', '2026-10-29 00:00:00+00', 34.8700, 0.0000, 34.8700, 34.87, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:518890f4b909ecac2172214500719b75:0', NULL, '01a20a23-e76d-7912-afa4-54e866d5c1b9', '2026-09-20 00:00:00+00', 15.5300, 0.0000, 15.5300, 15.53, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8b3ff4d9910ce04b5eff9a54344e882e:0', NULL, '01a20a23-e76d-7845-a06f-a76410e410f6', '2026-03-27 00:00:00+00', 78.5900, 0.0000, 78.5900, 78.59, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bfb529fa3ed84bc6b40d8ca8aada0677:0', NULL, '01a20a23-e76d-7768-85fe-8f688b5d1842', '2026-03-09 00:00:00+00', 14.9700, 0.0000, 14.9700, 14.97, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4b889b53178ab6c49e5a1a8378b77e48:0', NULL, '01a20a23-e76d-7a23-a437-ba0da69e7b54', '2026-03-08 00:00:00+00', 29.8700, 0.0000, 29.8700, 29.87, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6558be6b3e478f0cc7e51b40a202f7e5:0', NULL, '01a20a23-e76d-7c65-aff7-72545bbdc2df', '2026-10-23 00:00:00+00', 78.0100, 0.0000, 78.0100, 78.01, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:43973ba807cf812785bee2b48eab3f68:0', NULL, '01a20a23-e76d-796d-a2a3-81c5376bfed4', '2026-05-28 00:00:00+00', 26.1900, 0.0000, 26.1900, 26.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9c558c97fd22e79bda541f9f17387e58:0', NULL, '01a20a23-e76d-7653-b193-31b1054f4b11', '2026-11-18 00:00:00+00', 54.9700, 0.0000, 54.9700, 54.97, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8611db94adc9b81a2c0675b9520b1392:0', NULL, '01a20a23-e76d-7a23-a437-ba0da69e7b54', '2026-01-10 00:00:00+00', 77.1100, 0.0000, 77.1100, 77.11, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:18cdf6f6e7ebf3028c8b336a05ae0ad5:0', NULL, '01a20a23-e76d-7182-9641-a10240ba3e22', '2026-06-28 00:00:00+00', 64.7400, 0.0000, 64.7400, 64.74, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a792a4a8d3e23a04095795faac866006:0', NULL, '01a20a23-e76d-77bf-978e-1013c0932790', '2026-06-02 00:00:00+00', 19.9100, 0.0000, 19.9100, 19.91, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c00936170144a123f70afe6a41640d3c:0', NULL, '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', '2026-03-18 00:00:00+00', 46.3200, 0.0000, 46.3200, 46.32, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:da0a5375726944a3668be5d4158b5613:0', NULL, '01a20a23-e76d-7039-86c5-3ed26f54f112', '2026-02-05 00:00:00+00', 20.3300, 0.0000, 20.3300, 20.33, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:255ee5626b133806f77154845e132914:0', NULL, '01a20a23-e76d-7f53-be69-0b9bd369df0e', '2026-04-02 00:00:00+00', 49.3200, 0.0000, 49.3200, 49.32, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:537641864a503c7c03373a4808a13ea2:0', NULL, '01a20a23-e76d-7912-afa4-54e866d5c1b9', '2026-06-19 00:00:00+00', 89.7700, 0.0000, 89.7700, 89.77, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bf2b1f399d69bc3a10977ef44f1c866b:0', NULL, '01a20a23-e76d-7332-93c9-2cb6e983134f', '2026-09-06 00:00:00+00', 49.0300, 0.0000, 49.0300, 49.03, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:96e21a727a45af5249a287be7500b434:0', NULL, '01a20a23-e76d-715d-92a6-25b5a6152bb9', '2026-07-27 00:00:00+00', 61.9400, 0.0000, 61.9400, 61.94, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d403be77a0bf6acc9524cd5aa8ee4a9c:0', NULL, '01a20a23-e76d-793c-8d70-8ec214fe9a3f', '2026-09-14 00:00:00+00', 44.4000, 0.0000, 44.4000, 44.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fd859b4bd28d23038f6feeb1be1c4a72:0', NULL, '01a20a23-e76d-7b46-8820-53a2d8392e9b', '2026-06-29 00:00:00+00', 30.5400, 0.0000, 30.5400, 30.54, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3eed33f5f79064ce056c2ac0be501d1d:0', NULL, '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', '2026-04-27 00:00:00+00', 37.7500, 0.0000, 37.7500, 37.75, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ede3368fa5e85ffd25ca40759c34912f:0', NULL, '01a20a23-e76d-7f97-932d-c83f48c44f7a', '2026-09-17 00:00:00+00', 40.1700, 0.0000, 40.1700, 40.17, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:101293eb6682a6a6d705f76c700804f5:0', NULL, '01a20a23-e76d-7820-995a-8a7a12948daa', '2026-11-05 00:00:00+00', 64.6600, 0.0000, 64.6600, 64.66, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:96d762a9bf9715c7c65265d6edcef3ae:0', NULL, '01a20a23-e76d-7e0f-98d2-84df9d5b9752', '2026-02-04 00:00:00+00', 48.3200, 0.0000, 48.3200, 48.32, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:269ac576b4ca8f5e64046dc9e5d5f286:0', NULL, '01a20a23-e76d-75f7-b77b-ccedd42c49b5', '2026-01-15 00:00:00+00', 15.3800, 0.0000, 15.3800, 15.38, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a388f4dee22cca7b56c5e50b0c553356:0', NULL, '01a20a23-e76d-75f7-b77b-ccedd42c49b5', '2026-04-13 00:00:00+00', 50.4100, 0.0000, 50.4100, 50.41, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f2df34e458a1d915932bfde4677f6f9b:0', NULL, '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', '2026-04-08 00:00:00+00', 89.2500, 0.0000, 89.2500, 89.25, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:05275726ecbe6257c509e098e06174d6:0', NULL, '01a20a23-e76d-7af6-b43e-56adef911325', '2026-02-16 00:00:00+00', 48.2800, 0.0000, 48.2800, 48.28, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:742752fea0d4f92906503072ad33ec7a:0', NULL, '01a20a23-e76d-75f7-b77b-ccedd42c49b5', '2026-08-15 00:00:00+00', 58.3400, 0.0000, 58.3400, 58.34, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:992779ee0053fe9deec8864d35f12085:0', NULL, '01a20a23-e76d-77bf-978e-1013c0932790', '2026-05-14 00:00:00+00', 89.9300, 0.0000, 89.9300, 89.93, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e871293800a12bbb93bc342094e5c1b7:0', NULL, '01a20a23-e76d-7833-a97f-da297c6c8a9f', '2026-11-15 00:00:00+00', 26.1700, 0.0000, 26.1700, 26.17, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9248bb8065e211ca494a11a769fd3a7f:0', NULL, '01a20a23-e76d-74cc-b213-d4a79688bc49', '2026-10-13 00:00:00+00', 13.3100, 0.0000, 13.3100, 13.31, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b1bd154ed38d10d6e2ad9af1251eb405:0', NULL, '01a20a23-e76d-7c92-a971-71af85f308b3', '2026-08-03 00:00:00+00', 28.6300, 0.0000, 28.6300, 28.63, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d04d165e1badec16dffd0be72e2508e2:0', NULL, '01a20a23-e76d-7e08-96cd-44f7946cfbcb', '2026-06-05 00:00:00+00', 25.0400, 0.0000, 25.0400, 25.04, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e78eb6f60c3da3bad9644135f95a0153:0', NULL, '01a20a23-e76d-7c15-be2a-d20998b86cc2', '2026-07-18 00:00:00+00', 37.6500, 0.0000, 37.6500, 37.65, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:66b1ebe3fbf93c26428e88f0b1a9f469:0', NULL, '01a20a23-e76d-73e5-827d-ccbd2158295c', '2026-02-06 00:00:00+00', 46.8700, 0.0000, 46.8700, 46.87, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a26499505c303357f256cbb6d4c32a39:0', NULL, '01a20a23-e76d-796d-a2a3-81c5376bfed4', '2026-07-20 00:00:00+00', 86.3400, 0.0000, 86.3400, 86.34, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e635a1ab65be3c8a2576f10ae0742e6b:0', NULL, '01a20a23-e76d-7053-85a4-b6c484b96db3', '2026-09-15 00:00:00+00', 20.0600, 0.0000, 20.0600, 20.06, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5b6283a8c93ecc539fefabb8b0a0a8a4:0', NULL, '01a20a23-e76d-75e8-a386-3b3463b69310', '2026-09-30 00:00:00+00', 75.0500, 0.0000, 75.0500, 75.05, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3be1e95a484e631f41bf0df20e12eee0:0', NULL, '01a20a23-e76d-796d-a2a3-81c5376bfed4', '2026-05-07 00:00:00+00', 70.1900, 0.0000, 70.1900, 70.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5bc104527168e44c017ddd8691c3957c:0', NULL, '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', '2026-08-11 00:00:00+00', 36.9100, 0.0000, 36.9100, 36.91, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8a9bfa7247b32b6f27ea2f1cb891782c:0', NULL, '01a20a23-e76d-7c65-aff7-72545bbdc2df', '2026-08-31 00:00:00+00', 15.6400, 0.0000, 15.6400, 15.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:55b693db0c089c1b3ec27f0f5621782d:0', NULL, '01a20a23-e76d-7ec1-b7c0-9af9ec682d94', '2026-04-03 00:00:00+00', 49.3000, 0.0000, 49.3000, 49.3, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:397f5c203d4a39b77bb5f0a8754c7df7:0', NULL, '01a20a23-e76d-715d-92a6-25b5a6152bb9', '2026-01-28 00:00:00+00', 26.2600, 0.0000, 26.2600, 26.26, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3403b186a114dd24ac10c4aff1137496:0', NULL, '01a20a23-e76d-76a0-b828-78ea72c31008', '2026-01-31 00:00:00+00', 25.2800, 0.0000, 25.2800, 25.28, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:43ecd4da2e399bd438c9a0e65787f66b:0', NULL, '01a20a23-e76d-7e08-96cd-44f7946cfbcb', '2026-03-15 00:00:00+00', 46.4600, 0.0000, 46.4600, 46.46, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:33d4878e71447aed553be85f643be5b4:0', NULL, '01a20a23-e76d-70fd-987b-dd847533d625', '2026-04-01 00:00:00+00', 29.7800, 0.0000, 29.7800, 29.78, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:81d624b0a668cc91501490f2b665f1d9:0', NULL, '01a20a23-e76d-7c15-be2a-d20998b86cc2', '2026-02-14 00:00:00+00', 69.8500, 0.0000, 69.8500, 69.85, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c763103dcb9200636f675cd86c8d7233:0', NULL, '01a20a23-e76d-7f53-be69-0b9bd369df0e', '2026-05-09 00:00:00+00', 11.0500, 0.0000, 11.0500, 11.05, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:db221731599af72dae773594153192f7:0', NULL, '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', '2026-11-10 00:00:00+00', 36.9700, 0.0000, 36.9700, 36.97, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:19aae45e6cdc7c87672cda3f690c8ce8:0', NULL, '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', '2026-09-11 00:00:00+00', 29.4800, 0.0000, 29.4800, 29.48, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0dfbde3e303b687dc078334969c308f1:0', NULL, '01a20a23-e76d-766e-866b-b493f9077a44', '2026-11-13 00:00:00+00', 13.8400, 0.0000, 13.8400, 13.84, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a9b26d1b12c6509dc1eef0b134505338:0', NULL, '01a20a23-e76d-7053-85a4-b6c484b96db3', '2026-02-08 00:00:00+00', 48.5000, 0.0000, 48.5000, 48.5, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f79c09ea3b6968ed1ae7a04e5c8950fc:0', NULL, '01a20a23-e76d-76a0-b828-78ea72c31008', '2026-08-03 00:00:00+00', 16.4400, 0.0000, 16.4400, 16.44, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:15b8bf4fe9307614b20dd7e044aa0bb6:0', NULL, '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', '2026-01-15 00:00:00+00', 50.7700, 0.0000, 50.7700, 50.77, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c9fdf52b17053a1edae22ed4e0aef706:0', NULL, '01a20a23-e76d-77bf-978e-1013c0932790', '2026-07-02 00:00:00+00', 41.5000, 0.0000, 41.5000, 41.5, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1a5bf0d56b69eb512a9173422b6eae97:0', NULL, '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', '2026-08-30 00:00:00+00', 47.4600, 0.0000, 47.4600, 47.46, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:61fdc74e2e3209b725f11397e9592754:0', NULL, '01a20a23-e76d-7912-afa4-54e866d5c1b9', '2026-01-10 00:00:00+00', 67.9700, 0.0000, 67.9700, 67.97, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6a88d5c02bd730de38ab75d7251b0986:0', NULL, '01a20a23-e76d-7768-85fe-8f688b5d1842', '2026-10-06 00:00:00+00', 73.6500, 0.0000, 73.6500, 73.65, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a7f4baa71106dc8cfd1a0ee8de4550bc:0', NULL, '01a20a23-e76d-796d-a2a3-81c5376bfed4', '2026-03-01 00:00:00+00', 85.8800, 0.0000, 85.8800, 85.88, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5741660da3e7bdf252dfcdaf08becbc5:0', NULL, '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', '2026-08-10 00:00:00+00', 86.1000, 0.0000, 86.1000, 86.1, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:99e387090d6789d629c98a4219916563:0', NULL, '01a20a23-e76d-7c49-8696-a5a92bdf123e', '2026-06-18 00:00:00+00', 58.0000, 0.0000, 58.0000, 58, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:12c0cd6bece9be6a41ffdf31724039b3:0', NULL, '01a20a23-e76d-7f97-932d-c83f48c44f7a', '2026-01-20 00:00:00+00', 19.0800, 0.0000, 19.0800, 19.08, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:84e4264af97d8c0f286452c4acfcb4f3:0', NULL, '01a20a23-e76d-7e0f-98d2-84df9d5b9752', '2026-02-12 00:00:00+00', 41.4300, 0.0000, 41.4300, 41.43, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ca20183790923511ce61c4ace757d686:0', NULL, '01a20a23-e76d-73c0-8b3e-fe85e4326446', '2026-04-22 00:00:00+00', 63.4200, 0.0000, 63.4200, 63.42, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6e558650cce92f2ece0d05086766488e:0', NULL, '01a20a23-e76d-72cf-846e-60aeff00ad28', '2026-02-01 00:00:00+00', 58.4000, 0.0000, 58.4000, 58.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:29762b321acedb7ded4e531c6de15e8b:0', NULL, '01a20a23-e76d-73c0-8b3e-fe85e4326446', '2026-01-18 00:00:00+00', 55.7100, 0.0000, 55.7100, 55.71, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b08e05785cfdbbbdf59aa9fc92dd4718:0', NULL, '01a20a23-e76d-7053-85a4-b6c484b96db3', '2026-05-01 00:00:00+00', 38.6200, 0.0000, 38.6200, 38.62, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a48604d58893f8f76da3162663fcee0f:0', NULL, '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', '2026-04-10 00:00:00+00', 61.4000, 0.0000, 61.4000, 61.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:897faf91263534c78ce73835d2ece655:0', NULL, '01a20a23-e76d-7c15-be2a-d20998b86cc2', '2026-08-26 00:00:00+00', 70.7600, 0.0000, 70.7600, 70.76, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e090080c886d5b82757f42aef35c6af7:0', NULL, '01a20a23-e76d-7a8e-8973-9988a1bf744e', '2026-09-21 00:00:00+00', 86.0300, 0.0000, 86.0300, 86.03, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:373368a22bcf97032b75831247e16a99:0', NULL, '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', '2026-02-01 00:00:00+00', 36.2200, 0.0000, 36.2200, 36.22, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:20cc93a9f35def94cc035ed91eabe01d:0', NULL, '01a20a23-e76d-721a-8b74-924b2b8192cf', '2026-09-03 00:00:00+00', 52.0700, 0.0000, 52.0700, 52.07, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9844fd57e6a2ca335a9cae3e9ffffdba:0', NULL, '01a20a23-e76d-79bb-8ed7-e5047c7db112', '2026-04-24 00:00:00+00', 12.6300, 0.0000, 12.6300, 12.63, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7ecb96c9ce16900ebec9abec6ae4c802:0', NULL, '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', '2026-02-06 00:00:00+00', 39.0700, 0.0000, 39.0700, 39.07, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0ed9bb65db45acafb0f80a45466cb9be:0', NULL, '01a20a23-e76d-73c7-b94d-1010556536da', '2026-03-25 00:00:00+00', 23.0100, 0.0000, 23.0100, 23.01, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c030e8d6b5c6abcc5798b911e74e1728:0', NULL, '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', '2026-11-22 00:00:00+00', 41.5400, 0.0000, 41.5400, 41.54, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:91b177c62c5eea2c1a63c12c2bb9d01c:0', NULL, '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', '2026-05-26 00:00:00+00', 28.7100, 0.0000, 28.7100, 28.71, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ae8eade9e5705287af088b93012fc3a3:0', NULL, '01a20a23-e76d-77bf-978e-1013c0932790', '2026-07-07 00:00:00+00', 32.3600, 0.0000, 32.3600, 32.36, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b11edc3227bde14a32abd095b709aa8c:0', NULL, '01a20a23-e76d-732e-ad73-83a6626000fa', '2026-03-24 00:00:00+00', 89.5900, 0.0000, 89.5900, 89.59, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3882d5161f9538b35f8c3dc63ae0cbe9:0', NULL, '01a20a23-e76d-7cf9-8a76-51209eea11a6', '2026-03-25 00:00:00+00', 41.6500, 0.0000, 41.6500, 41.65, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e0743a684ac63cd73f6101f64fc53ca8:0', NULL, '01a20a23-e76d-73c7-b94d-1010556536da', '2026-10-18 00:00:00+00', 29.7800, 0.0000, 29.7800, 29.78, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9f0fdc7dd4836298809a94a29c87c782:0', NULL, '01a20a23-e76d-73c7-b94d-1010556536da', '2026-02-22 00:00:00+00', 5.0300, 0.0000, 5.0300, 5.03, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dcefdd88cd5546805cbafa3ba55591f0:0', NULL, '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', '2026-04-19 00:00:00+00', 9.5800, 0.0000, 9.5800, 9.58, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:725e89453e0d2401e61faec41e8d22ae:0', NULL, '01a20a23-e76d-76b4-9491-b472b21c0c97', '2026-10-23 00:00:00+00', 69.9900, 0.0000, 69.9900, 69.99, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4340f9977c3c94d2def48f3393bcc871:0', NULL, '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', '2026-11-15 00:00:00+00', 26.8600, 0.0000, 26.8600, 26.86, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2686930a119a06886cbb94ee4bc9fa9d:0', NULL, '01a20a23-e76d-7c49-8696-a5a92bdf123e', '2026-05-15 00:00:00+00', 64.6600, 0.0000, 64.6600, 64.66, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3c06be6ec6ff04e259cc66a621aca247:0', NULL, '01a20a23-e76d-781d-9ebe-7c34370bb00f', '2026-11-21 00:00:00+00', 19.5100, 0.0000, 19.5100, 19.51, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3fe0eef7d5ea33e6ed91c8e18de90e89:0', NULL, '01a20a23-e76d-7e08-96cd-44f7946cfbcb', '2026-02-07 00:00:00+00', 39.8400, 0.0000, 39.8400, 39.84, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2cc60a541392fbc6b05da0989107ea28:0', NULL, '01a20a23-e76d-7e4e-b711-34662da84690', '2026-11-03 00:00:00+00', 44.6800, 0.0000, 44.6800, 44.68, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:55393b5138a99e8ae034e15cb70ffc9d:0', NULL, '01a20a23-e76d-75e8-a386-3b3463b69310', '2026-06-10 00:00:00+00', 81.2800, 0.0000, 81.2800, 81.28, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c84ea946e556cbf1fbc3b40b70b36b3c:0', NULL, '01a20a23-e76d-74cc-b213-d4a79688bc49', '2026-07-12 00:00:00+00', 78.9500, 0.0000, 78.9500, 78.95, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:78315154b5c5ef58dfa2a0d72b508672:0', NULL, '01a20a23-e76d-75f7-b77b-ccedd42c49b5', '2026-11-10 00:00:00+00', 87.8200, 0.0000, 87.8200, 87.82, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:42f2302ab36c7f427701258743dd0d40:0', NULL, '01a20a23-e76d-7c65-aff7-72545bbdc2df', '2026-02-01 00:00:00+00', 55.7200, 0.0000, 55.7200, 55.72, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:919dbcb67e3f40f02967676762740c5f:0', NULL, '01a20a23-e76d-7c15-be2a-d20998b86cc2', '2026-09-02 00:00:00+00', 34.2400, 0.0000, 34.2400, 34.24, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:93f620fa3de0e980691037893e9427a2:0', NULL, '01a20a23-e76d-796d-a2a3-81c5376bfed4', '2026-01-31 00:00:00+00', 40.7500, 0.0000, 40.7500, 40.75, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e690ea9d1bf0d1d5ca992efa31fd1e8c:0', NULL, '01a20a23-e76d-72cf-846e-60aeff00ad28', '2026-02-24 00:00:00+00', 14.3000, 0.0000, 14.3000, 14.3, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f8a5e29992527ce27caffb78a47e098a:0', NULL, '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', '2026-10-08 00:00:00+00', 26.4600, 0.0000, 26.4600, 26.46, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:524396e7a80b4b336cc6d97cc09877e9:0', NULL, '01a20a23-e76d-72cf-846e-60aeff00ad28', '2026-05-08 00:00:00+00', 36.3400, 0.0000, 36.3400, 36.34, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9fd164b8a8944c1825c8e377fc54deab:0', NULL, '01a20a23-e76d-7e4e-b711-34662da84690', '2026-02-13 00:00:00+00', 67.4000, 0.0000, 67.4000, 67.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1bfb57f5dcc9d80275bb1e3a8a99976f:0', NULL, '01a20a23-e76d-790a-ae58-e3c435cac4ca', '2026-02-19 00:00:00+00', 15.2800, 0.0000, 15.2800, 15.28, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bc975e5b240c680823496a36eccf0ee1:0', NULL, '01a20a23-e76d-76b4-9491-b472b21c0c97', '2026-11-19 00:00:00+00', 15.1300, 0.0000, 15.1300, 15.13, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:541d5cdf8628613b775634456427b976:0', NULL, '01a20a23-e76d-7b46-8820-53a2d8392e9b', '2026-10-30 00:00:00+00', 81.2400, 0.0000, 81.2400, 81.24, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:84b9301a0f104500fedb5ea9c20f0ced:0', NULL, '01a20a23-e76d-766e-866b-b493f9077a44', '2026-07-23 00:00:00+00', 70.3600, 0.0000, 70.3600, 70.36, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4aefe33f162cbefcfc0c1809342aac54:0', NULL, '01a20a23-e76d-799e-9034-4e4808381052', '2026-06-23 00:00:00+00', 73.4400, 0.0000, 73.4400, 73.44, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:edf2ed83066ad15201d38aa779b77dc1:0', NULL, '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', '2026-01-11 00:00:00+00', 7.3300, 0.0000, 7.3300, 7.33, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1a152a80c1cd2ed56a3b76989d40d746:0', NULL, '01a20a23-e76d-7b46-8820-53a2d8392e9b', '2026-01-15 00:00:00+00', 29.7600, 0.0000, 29.7600, 29.76, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dcddfd312d2fe776afffe30249b60b9f:0', NULL, '01a20a23-e76d-7b46-8820-53a2d8392e9b', '2026-02-13 00:00:00+00', 31.0200, 0.0000, 31.0200, 31.02, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9ccdfa7268a9945e02afd05af8d4d4fd:0', NULL, '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', '2026-01-25 00:00:00+00', 16.8600, 0.0000, 16.8600, 16.86, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7d710638865ca7a69fee9a2cd4a04355:0', NULL, '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', '2026-11-11 00:00:00+00', 66.6400, 0.0000, 66.6400, 66.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9784e48b5169ab95ed835f82ac96e42d:0', NULL, '01a20a23-e76d-74cc-b213-d4a79688bc49', '2026-11-18 00:00:00+00', 8.0800, 0.0000, 8.0800, 8.08, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:46d3621a71040a694ba3c9d8459d7d12:0', NULL, '01a20a23-e76d-7a8e-8973-9988a1bf744e', '2026-06-17 00:00:00+00', 19.6500, 0.0000, 19.6500, 19.65, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4c9b825f48b0a88f941fe3e5f47a7ca4:0', NULL, '01a20a23-e76d-76a0-b828-78ea72c31008', '2026-10-10 00:00:00+00', 74.5500, 0.0000, 74.5500, 74.55, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a374e5e653d7f97b7dff795a187fc594:0', NULL, '01a20a23-e76d-700d-bf20-1d93a4f773f3', '2026-08-15 00:00:00+00', 56.7700, 0.0000, 56.7700, 56.77, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4533ed5035f2604de2c83d284f0babe0:0', NULL, '01a20a23-e76d-7b46-8820-53a2d8392e9b', '2026-03-29 00:00:00+00', 25.8100, 0.0000, 25.8100, 25.81, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1da31c9a1da4205f34ac62bb193ffb1e:0', NULL, '01a20a23-e76d-78dd-8152-a3e7c7b46cd3', '2026-04-03 00:00:00+00', 44.9900, 0.0000, 44.9900, 44.99, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:92ce2d35c27c9d6e18db24724971e203:0', NULL, '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', '2026-02-04 00:00:00+00', 39.2000, 0.0000, 39.2000, 39.2, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:faf48924daf5735f6c4dbec4be5dfc4e:0', NULL, '01a20a23-e76d-790a-ae58-e3c435cac4ca', '2026-10-16 00:00:00+00', 14.7600, 0.0000, 14.7600, 14.76, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0445a1c51ee0d9a4910a6cf223148bfe:0', NULL, '01a20a23-e76d-7820-995a-8a7a12948daa', '2026-03-01 00:00:00+00', 84.9600, 0.0000, 84.9600, 84.96, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0f02dd5f61e2aec702ee32faa05d5457:0', NULL, '01a20a23-e76d-7f53-be69-0b9bd369df0e', '2026-08-17 00:00:00+00', 86.9300, 0.0000, 86.9300, 86.93, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:77fd0105941bda2c31476f2296fd1f58:0', NULL, '01a20a23-e76d-766e-866b-b493f9077a44', '2026-03-06 00:00:00+00', 89.4500, 0.0000, 89.4500, 89.45, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:853711a372a34ec4182a8acb2acbe99a:0', NULL, '01a20a23-e76d-70b2-ba41-07cac5016ee1', '2026-04-28 00:00:00+00', 22.1600, 0.0000, 22.1600, 22.16, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e3add5360eb8612a70d0218f38bab8f1:0', NULL, '01a20a23-e76d-7d80-868d-87bf1e29f536', '2026-09-17 00:00:00+00', 45.5700, 0.0000, 45.5700, 45.57, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6176135c31e03a577aa53b16f14d708f:0', NULL, '01a20a23-e76d-7f53-be69-0b9bd369df0e', '2026-04-16 00:00:00+00', 52.5000, 0.0000, 52.5000, 52.5, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7b0edcf3ac85ba5aa9f3f82a6f583a98:0', NULL, '01a20a23-e76d-7820-995a-8a7a12948daa', '2026-08-31 00:00:00+00', 25.1200, 0.0000, 25.1200, 25.12, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:09f54072fb13eefde753f22fa8b00b93:0', NULL, '01a20a23-e76d-76c7-9ae4-c857ad980169', '2026-10-27 00:00:00+00', 42.6700, 0.0000, 42.6700, 42.67, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5289328ab6676cbb52f8d467062b6f67:0', NULL, '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', '2026-01-23 00:00:00+00', 89.0400, 0.0000, 89.0400, 89.04, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:37f68efc05717019f3e79fc408b9be0d:0', NULL, '01a20a23-e76d-7d80-868d-87bf1e29f536', '2026-10-14 00:00:00+00', 38.1900, 0.0000, 38.1900, 38.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1e94236872136f457b010ac9f115298d:0', NULL, '01a20a23-e76d-7d80-868d-87bf1e29f536', '2026-09-25 00:00:00+00', 47.5300, 0.0000, 47.5300, 47.53, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:58faf2d709c0820bc3f6d1e96326cef9:0', NULL, '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', '2026-11-11 00:00:00+00', 9.1700, 0.0000, 9.1700, 9.17, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c26d42e57fb08cb10e44fb72141b1636:0', NULL, '01a20a23-e76d-7010-87d1-67edf7374c7b', '2026-10-09 00:00:00+00', 50.6100, 0.0000, 50.6100, 50.61, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4aca15a19a107962013ba4c461da7fbb:0', NULL, '01a20a23-e76d-7653-b193-31b1054f4b11', '2026-04-14 00:00:00+00', 56.1100, 0.0000, 56.1100, 56.11, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:52d2914c9198487e57764a460dbe753e:0', NULL, '01a20a23-e76d-70fd-987b-dd847533d625', '2026-04-29 00:00:00+00', 43.2200, 0.0000, 43.2200, 43.22, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1ff4e6eccf88f7c7a0d94b20c64956ad:0', NULL, '01a20a23-e76d-7f53-be69-0b9bd369df0e', '2026-06-27 00:00:00+00', 7.9700, 0.0000, 7.9700, 7.97, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:32586c21e20ebe467b9bed1d768ccb12:0', NULL, '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', '2026-03-19 00:00:00+00', 69.6800, 0.0000, 69.6800, 69.68, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6b4b48b3198424f04c43132e56441792:0', NULL, '01a20a23-e76d-7f6a-8a0d-82313151cfd8', '2026-09-03 00:00:00+00', 61.3600, 0.0000, 61.3600, 61.36, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c06a4350feab82a1bb6f0f9f38ef5133:0', NULL, '01a20a23-e76d-71b9-8d70-1bedbdad9b5a', '2026-07-02 00:00:00+00', 57.1800, 0.0000, 57.1800, 57.18, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fb0ac4cc5240698c3e670f0393011f01:0', NULL, '01a20a23-e76d-73db-8f9e-6ce0c2b14591', '2026-07-17 00:00:00+00', 61.8500, 0.0000, 61.8500, 61.85, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5094250dea21452bb0b56a99701fd330:0', NULL, '01a20a23-e76d-7a23-a437-ba0da69e7b54', '2026-10-26 00:00:00+00', 89.6600, 0.0000, 89.6600, 89.66, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8169c3ef54f45336f89892b8bddb2cf9:0', NULL, '01a20a23-e76d-75e8-a386-3b3463b69310', '2026-07-05 00:00:00+00', 54.1100, 0.0000, 54.1100, 54.11, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c1d7f40239c846c92082f6e16f186fe6:0', NULL, '01a20a23-e76d-7053-85a4-b6c484b96db3', '2026-04-29 00:00:00+00', 80.4200, 0.0000, 80.4200, 80.42, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d3e43ae06c971f699b3ce7ad862f452a:0', NULL, '01a20a23-e76d-793c-8d70-8ec214fe9a3f', '2026-10-28 00:00:00+00', 58.4100, 0.0000, 58.4100, 58.41, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:71c875b7d7e1c3991dacaee6d17008ef:0', NULL, '01a20a23-e76d-7a7e-a99b-3cf392f81b71', '2026-08-05 00:00:00+00', 47.3700, 0.0000, 47.3700, 47.37, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0621ad4fef8b897999f5ec08444990e9:0', NULL, '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', '2026-05-11 00:00:00+00', 54.8700, 0.0000, 54.8700, 54.87, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b0926b0e53ff18836633484588d25d37:0', NULL, '01a20a23-e76d-70fd-987b-dd847533d625', '2026-01-07 00:00:00+00', 84.4500, 0.0000, 84.4500, 84.45, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cbab75dddb4e254e64d1cc951504ff66:0', NULL, '01a20a23-e76d-715d-92a6-25b5a6152bb9', '2026-04-28 00:00:00+00', 61.1400, 0.0000, 61.1400, 61.14, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ef68f64dfb412b423eb2b1961fb85e5b:0', NULL, '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', '2026-02-09 00:00:00+00', 56.4000, 0.0000, 56.4000, 56.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4dfcc187a48ba4fbd3d7d824d4609a0b:0', NULL, '01a20a23-e76d-7af6-b43e-56adef911325', '2026-05-23 00:00:00+00', 87.3700, 0.0000, 87.3700, 87.37, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:66764ecd0c452eb8cf1730981e2ed0b8:0', NULL, '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', '2026-08-04 00:00:00+00', 11.4200, 0.0000, 11.4200, 11.42, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dacfe7b3cf127700893aa3bd46ba6c98:0', NULL, '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', '2026-05-03 00:00:00+00', 70.6400, 0.0000, 70.6400, 70.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:41b55826781969f1ad6c947ecaf3e0c6:0', NULL, '01a20a23-e76d-7f97-932d-c83f48c44f7a', '2026-10-26 00:00:00+00', 14.5000, 0.0000, 14.5000, 14.5, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:706ab4e1cda398d872b494df52969f9a:0', NULL, '01a20a23-e76d-7833-a97f-da297c6c8a9f', '2026-01-23 00:00:00+00', 44.0600, 0.0000, 44.0600, 44.06, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cdc49a5b839d5554d2cd8348a979c83e:0', NULL, '01a20a23-e76d-793c-8d70-8ec214fe9a3f', '2026-04-19 00:00:00+00', 52.9900, 0.0000, 52.9900, 52.99, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:060a8fafd3624bb2164b83ef89ff66ee:0', NULL, '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', '2026-01-07 00:00:00+00', 84.0300, 0.0000, 84.0300, 84.03, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:569724054deb1f43451b6a0cd4427fe8:0', NULL, '01a20a23-e76d-7c49-8696-a5a92bdf123e', '2026-08-17 00:00:00+00', 5.5900, 0.0000, 5.5900, 5.59, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7a2e0104c49155d87e11bb9ee1c3d9e6:0', NULL, '01a20a23-e76d-7982-95fd-546eb07430a0', '2026-01-12 00:00:00+00', 54.0900, 0.0000, 54.0900, 54.09, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c4ca907e564305c07407db3d21f454e6:0', NULL, '01a20a23-e76d-74cc-b213-d4a79688bc49', '2026-07-04 00:00:00+00', 22.1800, 0.0000, 22.1800, 22.18, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f0ab1b809edb82e8278f933f4b8c5235:0', NULL, '01a20a23-e76d-7c49-8696-a5a92bdf123e', '2026-08-24 00:00:00+00', 35.3600, 0.0000, 35.3600, 35.36, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a7cf131ea5ac366923cff9bf59752602:0', NULL, '01a20a23-e76d-7f2f-a088-5577c8ab2fd5', '2026-10-25 00:00:00+00', 35.7800, 0.0000, 35.7800, 35.78, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9d4e332b25a005c767a6dc44217d3322:0', NULL, '01a20a23-e76d-7982-95fd-546eb07430a0', '2026-02-13 00:00:00+00', 30.4300, 0.0000, 30.4300, 30.43, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:bc6af6a4719c76f49e7b2c3b9fae500b:0', NULL, '01a20a23-e76d-770a-8c80-4d633fb1929b', '2026-09-17 00:00:00+00', 79.0800, 0.0000, 79.0800, 79.08, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ae02703259302d0f6b03c2785b431f4d:0', NULL, '01a20a23-e76d-77bf-978e-1013c0932790', '2026-09-30 00:00:00+00', 87.3600, 0.0000, 87.3600, 87.36, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:769a3106adb0d6aa68db0016702d6b17:0', NULL, '01a20a23-e76d-700d-bf20-1d93a4f773f3', '2026-03-04 00:00:00+00', 69.2800, 0.0000, 69.2800, 69.28, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7ef1662ce6bd2fbdc5efe61964fdadfe:0', NULL, '01a20a23-e76d-76c7-9ae4-c857ad980169', '2026-02-13 00:00:00+00', 10.1000, 0.0000, 10.1000, 10.1, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c32ecaf6bb5100e14730d941566842e3:0', NULL, '01a20a23-e76d-7518-845d-8ef12b96cbd0', '2026-11-08 00:00:00+00', 16.9900, 0.0000, 16.9900, 16.99, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c5b1043bdab6559dc12825035a4d6182:0', NULL, '01a20a23-e76d-7429-a0e6-d20375879e2b', '2026-03-16 00:00:00+00', 73.6400, 0.0000, 73.6400, 73.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b0c43bee389f7f614368a9830b996244:0', NULL, '01a20a23-e76d-71b9-8d70-1bedbdad9b5a', '2026-02-17 00:00:00+00', 64.9500, 0.0000, 64.9500, 64.95, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e745b7c6f896d2ab425c56372df44531:0', NULL, '01a20a23-e76d-7182-9641-a10240ba3e22', '2026-02-22 00:00:00+00', 42.1600, 0.0000, 42.1600, 42.16, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ed1d7f529a940ad6b1b609a91cbe52b2:0', NULL, '01a20a23-e76d-7768-85fe-8f688b5d1842', '2026-07-01 00:00:00+00', 80.0600, 0.0000, 80.0600, 80.06, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:51ba3b6dfde7dfce0d9e4d23241978c0:0', NULL, '01a20a23-e76d-76c7-9ae4-c857ad980169', '2026-08-08 00:00:00+00', 87.8200, 0.0000, 87.8200, 87.82, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8a02fc74f3b2886ccc848f67ce0a5a47:0', NULL, '01a20a23-e76d-7e4e-b711-34662da84690', '2026-03-25 00:00:00+00', 14.0700, 0.0000, 14.0700, 14.07, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:893d6c2dbb40f0f72912f19b17ba3c83:0', NULL, '01a20a23-e76d-7c49-8696-a5a92bdf123e', '2026-03-22 00:00:00+00', 49.0700, 0.0000, 49.0700, 49.07, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e4b9713015d45ebb152d41cf42456a5d:0', NULL, '01a20a23-e76d-7429-a0e6-d20375879e2b', '2026-10-01 00:00:00+00', 65.4900, 0.0000, 65.4900, 65.49, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fe1b7a3a69cefeddbbc0f6200b18eac4:0', NULL, '01a20a23-e76d-7039-86c5-3ed26f54f112', '2026-06-29 00:00:00+00', 86.3700, 0.0000, 86.3700, 86.37, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5154ba8b5d15c2e350afe6beb7b7819f:0', NULL, '01a20a23-e76d-721a-8b74-924b2b8192cf', '2026-02-09 00:00:00+00', 29.1500, 0.0000, 29.1500, 29.15, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:79bfda73c0ecd3747da3f33b0083b092:0', NULL, '01a20a23-e76d-7010-87d1-67edf7374c7b', '2026-03-12 00:00:00+00', 75.5300, 0.0000, 75.5300, 75.53, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:74e23e27eecf4cac72e73f4bbbd3093e:0', NULL, '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', '2026-02-21 00:00:00+00', 64.5700, 0.0000, 64.5700, 64.57, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:093d4b409c9142314603e45c6f31f93b:0', NULL, '01a20a23-e76d-7010-87d1-67edf7374c7b', '2026-08-01 00:00:00+00', 63.7800, 0.0000, 63.7800, 63.78, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2420ca4bbdced6f4b9342d748b80e222:0', NULL, '01a20a23-e76d-7a23-a437-ba0da69e7b54', '2026-08-04 00:00:00+00', 87.1900, 0.0000, 87.1900, 87.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:91fca0a43e2b96d742222c50c13836cc:0', NULL, '01a20a23-e76d-732e-ad73-83a6626000fa', '2026-01-12 00:00:00+00', 38.6200, 0.0000, 38.6200, 38.62, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f70a5750709489e21951a25118ceff2c:0', NULL, '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', '2026-11-21 00:00:00+00', 70.6000, 0.0000, 70.6000, 70.6, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:aba7e88c53902bf75edf324a2d02f1e7:0', NULL, '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', '2026-10-07 00:00:00+00', 69.4000, 0.0000, 69.4000, 69.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:12a9fb8776bd69b422dbb050bfc0de75:0', NULL, '01a20a23-e76d-7339-b422-3688761e6e7c', '2026-09-03 00:00:00+00', 84.2700, 0.0000, 84.2700, 84.27, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4630b7551c6ab407f577dedbb67804b6:0', NULL, '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', '2026-02-22 00:00:00+00', 27.8100, 0.0000, 27.8100, 27.81, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cbc00955ffd5c75c65e98c427a772898:0', NULL, '01a20a23-e76d-7a23-a437-ba0da69e7b54', '2026-04-04 00:00:00+00', 5.6400, 0.0000, 5.6400, 5.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:41ad6d1e34d926589f11a214e266af57:0', NULL, '01a20a23-e76d-7339-b422-3688761e6e7c', '2026-06-25 00:00:00+00', 48.3700, 0.0000, 48.3700, 48.37, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dd2f0bd5926b23a494346508e4a67c3f:0', NULL, '01a20a23-e76d-7e08-96cd-44f7946cfbcb', '2026-03-21 00:00:00+00', 64.9900, 0.0000, 64.9900, 64.99, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e3380c896917aee3d44286c45fcea5ca:0', NULL, '01a20a23-e76d-753d-8360-1c9aed809027', '2026-08-22 00:00:00+00', 16.4800, 0.0000, 16.4800, 16.48, 'USD', NULL, NULL, true);
INSERT INTO attune.orders VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7292f780eb8275dd148134c6b5cd003b:0', NULL, '01a20a23-e76d-72cf-846e-60aeff00ad28', '2026-09-23 00:00:00+00', 84.0500, 0.0000, 84.0500, 84.05, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c58d414fb52e559a2477161cfe33f69b:0', NULL, '01a20a23-e76d-7c92-a971-71af85f308b3', '2026-10-14 00:00:00+00', 34.6100, 0.0000, 34.6100, 34.61, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e234ff6ea69e4146cc34bbb254136052:0', NULL, '01a20a23-e76d-7645-bcda-06ad0871190e', '2026-03-30 00:00:00+00', 28.1900, 0.0000, 28.1900, 28.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:89806937c0ddfeb3a041a79c7f5b9b59:0', NULL, '01a20a23-e76d-7fe3-a6d4-223facc61955', '2026-07-15 00:00:00+00', 18.7400, 0.0000, 18.7400, 18.74, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:eef25f41f7edacc3f9b235399e497979:0', NULL, '01a20a23-e76d-7039-86c5-3ed26f54f112', '2026-10-24 00:00:00+00', 79.7400, 0.0000, 79.7400, 79.74, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:623d13d7145ccf374a28972e6f6c0524:0', NULL, '01a20a23-e76d-7182-9641-a10240ba3e22', '2026-02-11 00:00:00+00', 41.1200, 0.0000, 41.1200, 41.12, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7724f194878ef5af174469ea10a5869f:0', NULL, '01a20a23-e76d-7182-9641-a10240ba3e22', '2026-08-29 00:00:00+00', 37.2200, 0.0000, 37.2200, 37.22, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:53022d00671739a30b3095c38e9d0b71:0', NULL, '01a20a23-e76d-73fe-9918-a707841b1f5f', '2026-06-23 00:00:00+00', 80.1400, 0.0000, 80.1400, 80.14, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7aa64c9e7234261dc7a8dae80a45dcb1:0', NULL, '01a20a23-e76d-700d-bf20-1d93a4f773f3', '2026-03-12 00:00:00+00', 73.2600, 0.0000, 73.2600, 73.26, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:031a49a3e60f7eed7465c5210b2106b3:0', NULL, '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', '2026-08-17 00:00:00+00', 22.4100, 0.0000, 22.4100, 22.41, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e64f0bc636199482d5f9ea2aac1f768c:0', NULL, '01a20a23-e76d-7fe3-a6d4-223facc61955', '2026-01-01 00:00:00+00', 59.9400, 0.0000, 59.9400, 59.94, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:620ff6732a00a08b0b6864f74feb7b22:0', NULL, '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', '2026-10-02 00:00:00+00', 20.4200, 0.0000, 20.4200, 20.42, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:f36da1d18dfa63395a5ad9b3753776fa:0', NULL, '01a20a23-e76d-76a0-b828-78ea72c31008', '2026-05-04 00:00:00+00', 19.8600, 0.0000, 19.8600, 19.86, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ae9f86af3be6c2ad427c00b8660308e1:0', NULL, '01a20a23-e76d-790a-ae58-e3c435cac4ca', '2026-11-13 00:00:00+00', 38.7400, 0.0000, 38.7400, 38.74, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fcebea0e1d86543543188680c90e0a39:0', NULL, '01a20a23-e76d-73c7-b94d-1010556536da', '2026-06-24 00:00:00+00', 13.6100, 0.0000, 13.6100, 13.61, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7538fb745fabdd8b2001d770e6962045:0', NULL, '01a20a23-e76d-7053-85a4-b6c484b96db3', '2026-08-31 00:00:00+00', 46.3100, 0.0000, 46.3100, 46.31, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8c793d23cc8cd9e16f3ca25c5c4f1f28:0', NULL, '01a20a23-e76d-7912-afa4-54e866d5c1b9', '2026-11-16 00:00:00+00', 53.4000, 0.0000, 53.4000, 53.4, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0361972f4df012ece3d4106e74208947:0', NULL, '01a20a23-e76d-7a23-a437-ba0da69e7b54', '2026-09-26 00:00:00+00', 88.6400, 0.0000, 88.6400, 88.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:382ee3fa0ad35f7b009fcd9096063ee8:0', NULL, '01a20a23-e76d-7f6a-8a0d-82313151cfd8', '2026-04-15 00:00:00+00', 84.0700, 0.0000, 84.0700, 84.07, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:0ccaffd6e52177f68b74b336eafffbe3:0', NULL, '01a20a23-e76d-7518-845d-8ef12b96cbd0', '2026-08-03 00:00:00+00', 32.0200, 0.0000, 32.0200, 32.02, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d13f4592bbfca2d4bd0f95b9911cdfc9:0', NULL, '01a20a23-e76d-7339-b422-3688761e6e7c', '2026-03-15 00:00:00+00', 21.7400, 0.0000, 21.7400, 21.74, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:9aaf1d7c22a53cdf92817ee29d5a3926:0', NULL, '01a20a23-e76d-7a7e-a99b-3cf392f81b71', '2026-07-27 00:00:00+00', 29.4700, 0.0000, 29.4700, 29.47, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d6b59119e7482869374fa450e0d8f71f:0', NULL, '01a20a23-e76d-721a-8b74-924b2b8192cf', '2026-01-24 00:00:00+00', 37.4800, 0.0000, 37.4800, 37.48, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5ba61a4b85c613579489053f69d61372:0', NULL, '01a20a23-e76d-7c92-a971-71af85f308b3', '2026-03-10 00:00:00+00', 52.4400, 0.0000, 52.4400, 52.44, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:3db7f7b367bad539a7f292fb8a9e5385:0', NULL, '01a20a23-e76d-76c7-9ae4-c857ad980169', '2026-10-19 00:00:00+00', 7.6300, 0.0000, 7.6300, 7.63, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4153cd61cfc0c954b9ea9d286187718b:0', NULL, '01a20a23-e76d-70fd-987b-dd847533d625', '2026-07-14 00:00:00+00', 42.8000, 0.0000, 42.8000, 42.8, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7447a34c0b2e5c107bb6280fa1a1133d:0', NULL, '01a20a23-e76d-75f7-b77b-ccedd42c49b5', '2026-11-07 00:00:00+00', 88.9100, 0.0000, 88.9100, 88.91, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:50ea536a731b1c2e039d0d47d82f6758:0', NULL, '01a20a23-e76d-72cf-846e-60aeff00ad28', '2026-05-22 00:00:00+00', 11.9100, 0.0000, 11.9100, 11.91, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:94c52bc042ed9d0de71221d992c1f828:0', NULL, '01a20a23-e76d-78dd-8152-a3e7c7b46cd3', '2026-02-11 00:00:00+00', 54.1900, 0.0000, 54.1900, 54.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4c8a955e0f2f82ab37f6503b51638428:0', NULL, '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', '2026-09-01 00:00:00+00', 45.2500, 0.0000, 45.2500, 45.25, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:a2112b73e17dd29eede503151bfae3bb:0', NULL, '01a20a23-e76d-76c7-9ae4-c857ad980169', '2026-01-22 00:00:00+00', 26.8000, 0.0000, 26.8000, 26.8, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8fee7e4f066a7a2de717118865cd0c52:0', NULL, '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', '2026-03-19 00:00:00+00', 85.1100, 0.0000, 85.1100, 85.11, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b372151ea5a6d3b123525daf0a491fa9:0', NULL, '01a20a23-e76d-75e8-a386-3b3463b69310', '2026-10-27 00:00:00+00', 79.2400, 0.0000, 79.2400, 79.24, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:87a090990e3e4624f87bde90becfd462:0', NULL, '01a20a23-e76d-7982-95fd-546eb07430a0', '2026-01-22 00:00:00+00', 69.5400, 0.0000, 69.5400, 69.54, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:c16b5a4a41109481e79fc08057cf1507:0', NULL, '01a20a23-e76d-7a8e-8973-9988a1bf744e', '2026-04-04 00:00:00+00', 74.6800, 0.0000, 74.6800, 74.68, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:fe995277263451f93fdc7e66e3eb349c:0', NULL, '01a20a23-e76d-7982-95fd-546eb07430a0', '2026-11-02 00:00:00+00', 68.8100, 0.0000, 68.8100, 68.81, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:eaf9e127119efd3a4fca3231be4f57f3:0', NULL, '01a20a23-e76d-7429-a0e6-d20375879e2b', '2026-05-25 00:00:00+00', 5.6700, 0.0000, 5.6700, 5.67, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:61b6a58bb8449426846572bc2ce8223f:0', NULL, '01a20a23-e76d-721a-8b74-924b2b8192cf', '2026-07-15 00:00:00+00', 17.5700, 0.0000, 17.5700, 17.57, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:abd7a5733a3fc120d6224973f4a06895:0', NULL, '01a20a23-e76d-732e-ad73-83a6626000fa', '2026-03-17 00:00:00+00', 9.4300, 0.0000, 9.4300, 9.43, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:88ea19733a24e2bdfa52607ff8413522:0', NULL, '01a20a23-e76d-7dfc-a1ec-69d3126c1204', '2026-01-10 00:00:00+00', 87.8400, 0.0000, 87.8400, 87.84, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:246bd27804257f2aa36c489407d5ff34:0', NULL, '01a20a23-e76d-766e-866b-b493f9077a44', '2026-10-17 00:00:00+00', 57.2000, 0.0000, 57.2000, 57.2, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d25b16e4e297232114a4e32db67b6d13:0', NULL, '01a20a23-e76d-7653-b193-31b1054f4b11', '2026-01-26 00:00:00+00', 34.6700, 0.0000, 34.6700, 34.67, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:e1983d09ff121ff5d911a59bcddd271c:0', NULL, '01a20a23-e76d-7c92-a971-71af85f308b3', '2026-10-20 00:00:00+00', 55.5400, 0.0000, 55.5400, 55.54, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5c5db90493dbca5575d761ae63346eb8:0', NULL, '01a20a23-e76d-7350-bc11-1587004caadb', '2026-02-18 00:00:00+00', 70.2500, 0.0000, 70.2500, 70.25, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2f341f57d2a73b06cf611a1d0b1ced4a:0', NULL, '01a20a23-e76d-7c92-a971-71af85f308b3', '2026-10-04 00:00:00+00', 24.2900, 0.0000, 24.2900, 24.29, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5b73c6b556515f9b994f59384efa9d57:0', NULL, '01a20a23-e76d-7010-87d1-67edf7374c7b', '2026-10-09 00:00:00+00', 50.5200, 0.0000, 50.5200, 50.52, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1475aa32cf6b6897e6e34ba60558ec09:0', NULL, '01a20a23-e76d-7c49-8696-a5a92bdf123e', '2026-05-31 00:00:00+00', 12.4100, 0.0000, 12.4100, 12.41, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6f52ec662a6f23760e05ba2649b66606:0', NULL, '01a20a23-e76d-7982-95fd-546eb07430a0', '2026-06-05 00:00:00+00', 43.1400, 0.0000, 43.1400, 43.14, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:25666a2977cae076242a653497e80442:0', NULL, '01a20a23-e76d-7645-bcda-06ad0871190e', '2026-08-31 00:00:00+00', 24.7100, 0.0000, 24.7100, 24.71, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:32b4b4e4a53db10cfc8377cbf2c2adb9:0', NULL, '01a20a23-e76d-7518-845d-8ef12b96cbd0', '2026-09-11 00:00:00+00', 61.2700, 0.0000, 61.2700, 61.27, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:02c61573101f154e14cbe6c3a084dd18:0', NULL, '01a20a23-e76d-70fd-987b-dd847533d625', '2026-03-19 00:00:00+00', 18.5900, 0.0000, 18.5900, 18.59, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ff759589bc912f6fd5f55955629649a3:0', NULL, '01a20a23-e76d-7cf9-8a76-51209eea11a6', '2026-03-24 00:00:00+00', 75.7000, 0.0000, 75.7000, 75.7, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:59e01f3059c63fb5e534b6b25c1865c2:0', NULL, '01a20a23-e76d-766e-866b-b493f9077a44', '2026-08-22 00:00:00+00', 69.2800, 0.0000, 69.2800, 69.28, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:4b51995d62a49306c093aaa874a922ce:0', NULL, '01a20a23-e76d-7c15-be2a-d20998b86cc2', '2026-02-13 00:00:00+00', 24.6400, 0.0000, 24.6400, 24.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:cdee6a86c61c086d9cb75b12480a3b4d:0', NULL, '01a20a23-e76d-7a09-8d7f-d7c0257425a1', '2026-05-16 00:00:00+00', 49.5500, 0.0000, 49.5500, 49.55, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:7e31c065c009e4a91d5bbebfa3b76e7f:0', NULL, '01a20a23-e76d-74cc-b213-d4a79688bc49', '2026-11-17 00:00:00+00', 45.0600, 0.0000, 45.0600, 45.06, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:83ac79972e40a62da83b9eceb22b544a:0', NULL, '01a20a23-e76d-7053-85a4-b6c484b96db3', '2026-09-27 00:00:00+00', 15.8200, 0.0000, 15.8200, 15.82, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:864c661700c497d1b898764d6f31f76b:0', NULL, '01a20a23-e76d-7d80-868d-87bf1e29f536', '2026-09-18 00:00:00+00', 83.3200, 0.0000, 83.3200, 83.32, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:08882efbb10fb330bf9e58f6e0ade84b:0', NULL, '01a20a23-e76d-7339-b422-3688761e6e7c', '2026-06-09 00:00:00+00', 19.0700, 0.0000, 19.0700, 19.07, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:10f8557e7a5afe5f5d82955147fab367:0', NULL, '01a20a23-e76d-73db-8f9e-6ce0c2b14591', '2026-01-12 00:00:00+00', 80.6400, 0.0000, 80.6400, 80.64, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1a692076cbed5ca833a83731346f6967:0', NULL, '01a20a23-e76d-732e-ad73-83a6626000fa', '2026-09-28 00:00:00+00', 64.2600, 0.0000, 64.2600, 64.26, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8c7b611d5322995318d6b1f450b4fb42:0', NULL, '01a20a23-e76d-715d-92a6-25b5a6152bb9', '2026-04-12 00:00:00+00', 27.8900, 0.0000, 27.8900, 27.89, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:34a66d39845274b87dbd1fd386781b29:0', NULL, '01a20a23-e76d-72be-ae5a-2ac238600ee0', '2026-03-15 00:00:00+00', 70.4500, 0.0000, 70.4500, 70.45, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:5d151c66a6a8c41afabce018a6310894:0', NULL, '01a20a23-e76d-7833-a97f-da297c6c8a9f', '2026-02-26 00:00:00+00', 31.4500, 0.0000, 31.4500, 31.45, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:75fc522f2437570d4019c88afc309ceb:0', NULL, '01a20a23-e76d-7cf9-8a76-51209eea11a6', '2026-09-21 00:00:00+00', 71.1600, 0.0000, 71.1600, 71.16, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:8b4229e82167a4d85e99eeaa7cef175f:0', NULL, '01a20a23-e76d-7350-bc11-1587004caadb', '2026-08-28 00:00:00+00', 40.9700, 0.0000, 40.9700, 40.97, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:d3393e46e571c28e7f37c05645c67761:0', NULL, '01a20a23-e76d-7c15-be2a-d20998b86cc2', '2026-08-11 00:00:00+00', 59.4700, 0.0000, 59.4700, 59.47, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ac05d9f70ecd772a39570375cb9c1854:0', NULL, '01a20a23-e76d-7e4e-b711-34662da84690', '2026-09-17 00:00:00+00', 51.1900, 0.0000, 51.1900, 51.19, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:dd7b07548b7fe290c8ee00efeb9baee7:0', NULL, '01a20a23-e76d-7e0f-98d2-84df9d5b9752', '2026-03-04 00:00:00+00', 79.3400, 0.0000, 79.3400, 79.34, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:ec9ef8759e17ef5bd9a346e64e90fed1:0', NULL, '01a20a23-e76d-76c7-9ae4-c857ad980169', '2026-03-13 00:00:00+00', 87.6300, 0.0000, 87.6300, 87.63, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:b6d135b03f42f0adb03fbb44600e6607:0', NULL, '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', '2026-02-23 00:00:00+00', 83.8900, 0.0000, 83.8900, 83.89, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:1ed4ee1d3957a0a983d8a81548d74bf0:0', NULL, '01a20a23-e76d-7cf9-8a76-51209eea11a6', '2026-06-23 00:00:00+00', 74.0200, 0.0000, 74.0200, 74.02, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:6e44b70b3ccd06abb9ae57d44ebca13c:0', NULL, '01a20a23-e76d-7af6-b43e-56adef911325', '2026-04-13 00:00:00+00', 45.6600, 0.0000, 45.6600, 45.66, 'USD', NULL, NULL, true),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'import:2448f520878bc50af5b1babcb30de913:0', NULL, '01a20a23-e76d-7a8e-8973-9988a1bf744e', '2026-02-07 00:00:00+00', 49.0600, 0.0000, 49.0600, 49.06, 'USD', NULL, NULL, true);


--
-- Data for Name: published_model; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.published_model VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-eb64-7484-b318-c55ce5eb355e', '2026-11-23 20:40:55.982635+00');


--
-- Data for Name: subject_traits; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.subject_traits VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e21a-765e-8a92-eea2f9911849', 'city', '"Łódź"', '2026-11-23 20:40:53.50897+00');


--
-- Data for Name: subjects; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.subjects VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e21a-765e-8a92-eea2f9911849', 'user', 'c-1', '01a20a23-e21a-7de0-be80-d3be8a0bff6f', NULL, '2026-11-23 20:40:53.519972+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22a-70ae-9f08-71c42b6f6e8a', 'anonymous', 'v-1', '01a20a23-e21a-7de0-be80-d3be8a0bff6f', '2026-11-23 20:40:53.519972+00', '2026-11-23 20:40:53.519972+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e22a-7f94-9389-083ef40e9384', 'anonymous', 'v-2', '01a20a23-e21a-7de0-be80-d3be8a0bff6f', '2026-11-23 20:40:53.519972+00', '2026-11-23 20:40:53.519972+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b6e-af02-74dfd50ba2a4', 'user', 'made-up-0', '01a20a23-e76d-74d2-8c7c-2ba1a2b75228', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f97-932d-c83f48c44f7a', 'user', 'made-up-1', '01a20a23-e76d-775c-aebf-6f58fcfde585', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7518-845d-8ef12b96cbd0', 'user', 'made-up-10', '01a20a23-e76d-7971-a0fd-eaa4d2d723b4', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7d4b-9b1e-1ecb260fa23b', 'user', 'made-up-11', '01a20a23-e76d-70ae-a294-d4af83603bb4', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7039-86c5-3ed26f54f112', 'user', 'made-up-12', '01a20a23-e76d-7b43-a18e-eb1b5e0d646a', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c65-aff7-72545bbdc2df', 'user', 'made-up-13', '01a20a23-e76d-75e0-aeb6-ca4c9a97d9eb', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-73db-8f9e-6ce0c2b14591', 'user', 'made-up-14', '01a20a23-e76d-77c1-aa05-ec195a91be35', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-796d-a2a3-81c5376bfed4', 'user', 'made-up-15', '01a20a23-e76d-7110-b7e3-d3f449823f9f', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7845-a06f-a76410e410f6', 'user', 'made-up-16', '01a20a23-e76d-7f53-bdb7-30d05b185aa6', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7010-87d1-67edf7374c7b', 'user', 'made-up-17', '01a20a23-e76d-768c-a494-dd9c72108e60', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-70fd-987b-dd847533d625', 'user', 'made-up-18', '01a20a23-e76d-750e-b2e1-a4877c623185', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7429-a0e6-d20375879e2b', 'user', 'made-up-19', '01a20a23-e76d-7f4d-b61b-e3f327f51944', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-76a0-b828-78ea72c31008', 'user', 'made-up-2', '01a20a23-e76d-7ea3-9e95-f1e083684e4b', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-766e-866b-b493f9077a44', 'user', 'made-up-20', '01a20a23-e76d-785e-afb1-eb97430fe35f', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-72a9-8bdd-dcc8dcf73e5f', 'user', 'made-up-21', '01a20a23-e76d-7b61-8371-f22eeed495f6', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-73c7-b94d-1010556536da', 'user', 'made-up-22', '01a20a23-e76d-74a8-b834-7731d27a4275', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7d7f-bf3b-76a4403e1f78', 'user', 'made-up-23', '01a20a23-e76d-793b-b4e5-86518512943a', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7820-995a-8a7a12948daa', 'user', 'made-up-24', '01a20a23-e76d-7d18-a973-50d1a33a0322', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7339-b422-3688761e6e7c', 'user', 'made-up-25', '01a20a23-e76d-707e-874b-f6dc01563a4b', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-732e-ad73-83a6626000fa', 'user', 'made-up-26', '01a20a23-e76d-7077-95c8-449b103b318c', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-77bf-978e-1013c0932790', 'user', 'made-up-27', '01a20a23-e76d-7709-a6cb-5848fc52f472', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-70e8-b5af-d9d32b0a82d4', 'user', 'made-up-28', '01a20a23-e76d-7ee6-b1da-afd78656321c', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f5d-87f9-30e4d83a5c2e', 'user', 'made-up-29', '01a20a23-e76d-7b80-a48f-c491cb7fa1dc', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-76b4-9491-b472b21c0c97', 'user', 'made-up-3', '01a20a23-e76d-7b1f-85b8-45db53e1bc86', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7182-9641-a10240ba3e22', 'user', 'made-up-30', '01a20a23-e76d-7038-b5e6-c1c9bd3a73dd', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f6a-8a0d-82313151cfd8', 'user', 'made-up-31', '01a20a23-e76d-79c6-9d6a-9e7f30f5f267', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c15-be2a-d20998b86cc2', 'user', 'made-up-32', '01a20a23-e76d-7ab0-bbb3-1e9b957cce7f', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7b46-8820-53a2d8392e9b', 'user', 'made-up-33', '01a20a23-e76d-70c7-871a-c32c119e9a78', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7ab2-8dc4-d2abb821ae96', 'user', 'made-up-34', '01a20a23-e76d-7231-a512-e0f690511dd3', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-793c-8d70-8ec214fe9a3f', 'user', 'made-up-35', '01a20a23-e76d-7e41-afc6-5351f0a0554b', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7768-85fe-8f688b5d1842', 'user', 'made-up-36', '01a20a23-e76d-73f1-aaa7-eafee30b9471', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a23-a437-ba0da69e7b54', 'user', 'made-up-37', '01a20a23-e76d-7a4c-9063-827668d8de82', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7645-bcda-06ad0871190e', 'user', 'made-up-38', '01a20a23-e76d-776a-a15f-c5db5a3e899c', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-72cf-846e-60aeff00ad28', 'user', 'made-up-39', '01a20a23-e76d-79ab-8ccf-38d3fee56018', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-79bb-8ed7-e5047c7db112', 'user', 'made-up-4', '01a20a23-e76d-79d7-ae10-7663ba0e35e6', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-770a-8c80-4d633fb1929b', 'user', 'made-up-40', '01a20a23-e76d-7e29-80ca-e30362f0eb4f', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-75f7-b77b-ccedd42c49b5', 'user', 'made-up-41', '01a20a23-e76d-7581-a417-5de150385983', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7d80-868d-87bf1e29f536', 'user', 'made-up-42', '01a20a23-e76d-72d2-8db7-362d8a8c46ed', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-700d-bf20-1d93a4f773f3', 'user', 'made-up-43', '01a20a23-e76d-717b-9f75-904b3f5b20a6', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7e08-96cd-44f7946cfbcb', 'user', 'made-up-44', '01a20a23-e76d-7306-a0a2-adbc92e72ac9', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7350-bc11-1587004caadb', 'user', 'made-up-45', '01a20a23-e76d-76ed-a9cb-15bb62537099', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7cf9-8a76-51209eea11a6', 'user', 'made-up-46', '01a20a23-e76d-7657-80ba-40713ab6cd6f', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-71b9-8d70-1bedbdad9b5a', 'user', 'made-up-47', '01a20a23-e76d-7408-a7c5-e0c9afeb9ee1', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-73fe-9918-a707841b1f5f', 'user', 'made-up-48', '01a20a23-e76d-7d2e-8e97-bdfde3782e3e', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7912-afa4-54e866d5c1b9', 'user', 'made-up-49', '01a20a23-e76d-7375-96c3-0c3fb680d38c', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c92-a971-71af85f308b3', 'user', 'made-up-5', '01a20a23-e76d-7405-a7bf-274d1839d12e', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-70b2-ba41-07cac5016ee1', 'user', 'made-up-50', '01a20a23-e76d-70f5-a571-c2b40e8945dc', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a09-8d7f-d7c0257425a1', 'user', 'made-up-51', '01a20a23-e76d-7bbc-a56b-fa7d638a0130', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7ec1-b7c0-9af9ec682d94', 'user', 'made-up-52', '01a20a23-e76d-7708-b6f3-f2b84d06bee6', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a7e-a99b-3cf392f81b71', 'user', 'made-up-53', '01a20a23-e76d-7555-8279-4e6be5fc896d', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7a8e-8973-9988a1bf744e', 'user', 'made-up-54', '01a20a23-e76d-7292-a70c-cfaa125e29b5', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-781d-9ebe-7c34370bb00f', 'user', 'made-up-55', '01a20a23-e76d-7871-93d8-978d64340f2e', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7e0f-98d2-84df9d5b9752', 'user', 'made-up-56', '01a20a23-e76d-7460-ba76-522264fafd41', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-799e-9034-4e4808381052', 'user', 'made-up-57', '01a20a23-e76d-78fe-b3b5-c6a9c3f5e362', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7833-a97f-da297c6c8a9f', 'user', 'made-up-58', '01a20a23-e76d-7166-a148-42142fe97fa5', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7653-b193-31b1054f4b11', 'user', 'made-up-59', '01a20a23-e76d-7a39-afa1-f24629c243e8', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f2f-a088-5577c8ab2fd5', 'user', 'made-up-6', '01a20a23-e76d-7a9f-90e2-094fdc3e1106', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7f53-be69-0b9bd369df0e', 'user', 'made-up-60', '01a20a23-e76d-77a2-90d7-922df09f836d', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7dfc-a1ec-69d3126c1204', 'user', 'made-up-61', '01a20a23-e76d-7cfe-acef-c5f51b34f1db', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-76d5-bc32-6ed8cd2dd0ad', 'user', 'made-up-62', '01a20a23-e76d-7c31-ab7d-70f909faf5e3', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-715d-92a6-25b5a6152bb9', 'user', 'made-up-63', '01a20a23-e76d-74de-a5f5-350bf5f45c36', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-73e5-827d-ccbd2158295c', 'user', 'made-up-64', '01a20a23-e76d-74e3-85ad-477a923f2c5b', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7e4e-b711-34662da84690', 'user', 'made-up-65', '01a20a23-e76d-74d4-bf0f-f2dadc98b3a5', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7c49-8696-a5a92bdf123e', 'user', 'made-up-66', '01a20a23-e76d-7c30-9d9d-f3815d4cf474', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-73c0-8b3e-fe85e4326446', 'user', 'made-up-67', '01a20a23-e76d-74f8-9aa3-c0768412bb20', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7fe3-a6d4-223facc61955', 'user', 'made-up-68', '01a20a23-e76d-78b4-9862-16dc89acc0f3', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7af6-b43e-56adef911325', 'user', 'made-up-69', '01a20a23-e76d-7da7-9ecd-dda0334900f9', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-790a-ae58-e3c435cac4ca', 'user', 'made-up-7', '01a20a23-e76d-775c-833d-36dbdf48773d', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-72be-ae5a-2ac238600ee0', 'user', 'made-up-70', '01a20a23-e76d-79ac-95ed-bd6c30ab9a23', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7982-95fd-546eb07430a0', 'user', 'made-up-71', '01a20a23-e76d-7c98-a7e0-01337c32608e', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-71cc-b0c9-fcc7f4e62c90', 'user', 'made-up-72', '01a20a23-e76d-7941-8fdf-93aaa02ebe3f', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-76c7-9ae4-c857ad980169', 'user', 'made-up-73', '01a20a23-e76d-7365-8f68-a4c3ccbb7fcf', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-74cc-b213-d4a79688bc49', 'user', 'made-up-74', '01a20a23-e76d-7878-96e3-aaf1fcf6d256', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-753d-8360-1c9aed809027', 'user', 'made-up-75', '01a20a23-e76d-7c1b-b264-98295722ac95', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7053-85a4-b6c484b96db3', 'user', 'made-up-76', '01a20a23-e76d-7b91-8669-7bb483bf53d3', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-721a-8b74-924b2b8192cf', 'user', 'made-up-77', '01a20a23-e76d-7b01-bcd7-affc774a325d', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7d54-9ef2-0a3c0bbb76b4', 'user', 'made-up-78', '01a20a23-e76d-7748-ac07-7175acf25540', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-7332-93c9-2cb6e983134f', 'user', 'made-up-79', '01a20a23-e76d-7dae-8b3b-94784bab7d87', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-75e8-a386-3b3463b69310', 'user', 'made-up-8', '01a20a23-e76d-72a0-b241-e9d9a7e794c4', NULL, '2026-11-23 20:40:54.890203+00'),
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', '01a20a23-e76d-78dd-8152-a3e7c7b46cd3', 'user', 'made-up-9', '01a20a23-e76d-7153-86e8-b616741ac6c8', NULL, '2026-11-23 20:40:54.890203+00');


--
-- Data for Name: workspaces; Type: TABLE DATA; Schema: attune; Owner: attune_owner
--

INSERT INTO attune.workspaces VALUES
	('01a20a23-e15c-7b81-bc0d-4756539b0c6e', 'demo', 'UTC', 'USD', '2027-01-01 00:00:00+00', '2026-11-23 20:40:53.355397+00');


--
-- Name: feed_id_seq; Type: SEQUENCE SET; Schema: attune; Owner: attune_owner
--

SELECT pg_catalog.setval('attune.feed_id_seq', 2, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: event_keys pk_event_keys; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys
    ADD CONSTRAINT pk_event_keys PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_0 event_keys_0_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_0
    ADD CONSTRAINT event_keys_0_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_1 event_keys_1_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_1
    ADD CONSTRAINT event_keys_1_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_2 event_keys_2_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_2
    ADD CONSTRAINT event_keys_2_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_3 event_keys_3_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_3
    ADD CONSTRAINT event_keys_3_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_4 event_keys_4_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_4
    ADD CONSTRAINT event_keys_4_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_5 event_keys_5_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_5
    ADD CONSTRAINT event_keys_5_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_6 event_keys_6_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_6
    ADD CONSTRAINT event_keys_6_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: event_keys_7 event_keys_7_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.event_keys_7
    ADD CONSTRAINT event_keys_7_pkey PRIMARY KEY (workspace_id, message_id);


--
-- Name: events pk_events; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events
    ADD CONSTRAINT pk_events PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2025_11 events_2025_11_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2025_11
    ADD CONSTRAINT events_2025_11_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2025_12 events_2025_12_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2025_12
    ADD CONSTRAINT events_2025_12_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_01 events_2026_01_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_01
    ADD CONSTRAINT events_2026_01_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_02 events_2026_02_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_02
    ADD CONSTRAINT events_2026_02_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_03 events_2026_03_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_03
    ADD CONSTRAINT events_2026_03_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_04 events_2026_04_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_04
    ADD CONSTRAINT events_2026_04_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_05 events_2026_05_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_05
    ADD CONSTRAINT events_2026_05_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_06 events_2026_06_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_06
    ADD CONSTRAINT events_2026_06_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_07 events_2026_07_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_07
    ADD CONSTRAINT events_2026_07_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_08 events_2026_08_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_08
    ADD CONSTRAINT events_2026_08_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_09 events_2026_09_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_09
    ADD CONSTRAINT events_2026_09_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_10 events_2026_10_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_10
    ADD CONSTRAINT events_2026_10_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_11 events_2026_11_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_11
    ADD CONSTRAINT events_2026_11_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2026_12 events_2026_12_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2026_12
    ADD CONSTRAINT events_2026_12_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2027_01 events_2027_01_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2027_01
    ADD CONSTRAINT events_2027_01_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_2027_02 events_2027_02_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_2027_02
    ADD CONSTRAINT events_2027_02_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: events_default events_default_pkey; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.events_default
    ADD CONSTRAINT events_default_pkey PRIMARY KEY (workspace_id, occurred_at, id);


--
-- Name: api_keys pk_api_keys; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.api_keys
    ADD CONSTRAINT pk_api_keys PRIMARY KEY (workspace_id, id);


--
-- Name: audit_log pk_audit_log; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.audit_log
    ADD CONSTRAINT pk_audit_log PRIMARY KEY (workspace_id, id);


--
-- Name: customer_values pk_customer_values; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.customer_values
    ADD CONSTRAINT pk_customer_values PRIMARY KEY (workspace_id, model_id, customer_id);


--
-- Name: customers pk_customers; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.customers
    ADD CONSTRAINT pk_customers PRIMARY KEY (workspace_id, id);


--
-- Name: feed pk_feed; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.feed
    ADD CONSTRAINT pk_feed PRIMARY KEY (workspace_id, id);


--
-- Name: feed_offsets pk_feed_offsets; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.feed_offsets
    ADD CONSTRAINT pk_feed_offsets PRIMARY KEY (reader);


--
-- Name: idempotency_keys pk_idempotency_keys; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.idempotency_keys
    ADD CONSTRAINT pk_idempotency_keys PRIMARY KEY (workspace_id, key);


--
-- Name: import_chunks pk_import_chunks; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.import_chunks
    ADD CONSTRAINT pk_import_chunks PRIMARY KEY (workspace_id, import_id, "position");


--
-- Name: imports pk_imports; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.imports
    ADD CONSTRAINT pk_imports PRIMARY KEY (workspace_id, id);


--
-- Name: ingest_duplicates pk_ingest_duplicates; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.ingest_duplicates
    ADD CONSTRAINT pk_ingest_duplicates PRIMARY KEY (workspace_id, id);


--
-- Name: ingest_rejects pk_ingest_rejects; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.ingest_rejects
    ADD CONSTRAINT pk_ingest_rejects PRIMARY KEY (workspace_id, id);


--
-- Name: jobs pk_jobs; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.jobs
    ADD CONSTRAINT pk_jobs PRIMARY KEY (workspace_id, id);


--
-- Name: model_runs pk_model_runs; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.model_runs
    ADD CONSTRAINT pk_model_runs PRIMARY KEY (workspace_id, id);


--
-- Name: order_events pk_order_events; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.order_events
    ADD CONSTRAINT pk_order_events PRIMARY KEY (workspace_id, order_key, event_key);


--
-- Name: orders pk_orders; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.orders
    ADD CONSTRAINT pk_orders PRIMARY KEY (workspace_id, order_key);


--
-- Name: published_model pk_published_model; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.published_model
    ADD CONSTRAINT pk_published_model PRIMARY KEY (workspace_id);


--
-- Name: subject_traits pk_subject_traits; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.subject_traits
    ADD CONSTRAINT pk_subject_traits PRIMARY KEY (workspace_id, subject_id, name);


--
-- Name: subjects pk_subjects; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.subjects
    ADD CONSTRAINT pk_subjects PRIMARY KEY (workspace_id, id);


--
-- Name: workspaces pk_workspaces; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.workspaces
    ADD CONSTRAINT pk_workspaces PRIMARY KEY (id);


--
-- Name: model_runs uq_model_runs_workspace_id_job_id; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.model_runs
    ADD CONSTRAINT uq_model_runs_workspace_id_job_id UNIQUE (workspace_id, job_id);


--
-- Name: workspaces uq_workspaces_name; Type: CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.workspaces
    ADD CONSTRAINT uq_workspaces_name UNIQUE (name);


--
-- Name: ix_event_keys_received_on; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_event_keys_received_on ON ONLY attune.event_keys USING btree (received_on);


--
-- Name: event_keys_0_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_0_received_on_idx ON attune.event_keys_0 USING btree (received_on);


--
-- Name: event_keys_1_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_1_received_on_idx ON attune.event_keys_1 USING btree (received_on);


--
-- Name: event_keys_2_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_2_received_on_idx ON attune.event_keys_2 USING btree (received_on);


--
-- Name: event_keys_3_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_3_received_on_idx ON attune.event_keys_3 USING btree (received_on);


--
-- Name: event_keys_4_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_4_received_on_idx ON attune.event_keys_4 USING btree (received_on);


--
-- Name: event_keys_5_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_5_received_on_idx ON attune.event_keys_5 USING btree (received_on);


--
-- Name: event_keys_6_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_6_received_on_idx ON attune.event_keys_6 USING btree (received_on);


--
-- Name: event_keys_7_received_on_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX event_keys_7_received_on_idx ON attune.event_keys_7 USING btree (received_on);


--
-- Name: ix_events_name; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_events_name ON ONLY attune.events USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2025_11_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2025_11_workspace_id_name_occurred_at_idx ON attune.events_2025_11 USING btree (workspace_id, name, occurred_at);


--
-- Name: ix_events_subject; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_events_subject ON ONLY attune.events USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2025_11_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2025_11_workspace_id_subject_id_occurred_at_idx ON attune.events_2025_11 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2025_12_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2025_12_workspace_id_name_occurred_at_idx ON attune.events_2025_12 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2025_12_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2025_12_workspace_id_subject_id_occurred_at_idx ON attune.events_2025_12 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_01_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_01_workspace_id_name_occurred_at_idx ON attune.events_2026_01 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_01_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_01_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_01 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_02_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_02_workspace_id_name_occurred_at_idx ON attune.events_2026_02 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_02_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_02_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_02 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_03_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_03_workspace_id_name_occurred_at_idx ON attune.events_2026_03 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_03_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_03_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_03 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_04_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_04_workspace_id_name_occurred_at_idx ON attune.events_2026_04 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_04_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_04_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_04 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_05_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_05_workspace_id_name_occurred_at_idx ON attune.events_2026_05 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_05_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_05_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_05 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_06_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_06_workspace_id_name_occurred_at_idx ON attune.events_2026_06 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_06_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_06_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_06 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_07_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_07_workspace_id_name_occurred_at_idx ON attune.events_2026_07 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_07_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_07_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_07 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_08_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_08_workspace_id_name_occurred_at_idx ON attune.events_2026_08 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_08_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_08_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_08 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_09_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_09_workspace_id_name_occurred_at_idx ON attune.events_2026_09 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_09_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_09_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_09 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_10_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_10_workspace_id_name_occurred_at_idx ON attune.events_2026_10 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_10_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_10_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_10 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_11_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_11_workspace_id_name_occurred_at_idx ON attune.events_2026_11 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_11_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_11_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_11 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2026_12_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_12_workspace_id_name_occurred_at_idx ON attune.events_2026_12 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2026_12_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2026_12_workspace_id_subject_id_occurred_at_idx ON attune.events_2026_12 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2027_01_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2027_01_workspace_id_name_occurred_at_idx ON attune.events_2027_01 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2027_01_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2027_01_workspace_id_subject_id_occurred_at_idx ON attune.events_2027_01 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_2027_02_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2027_02_workspace_id_name_occurred_at_idx ON attune.events_2027_02 USING btree (workspace_id, name, occurred_at);


--
-- Name: events_2027_02_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_2027_02_workspace_id_subject_id_occurred_at_idx ON attune.events_2027_02 USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: events_default_workspace_id_name_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_default_workspace_id_name_occurred_at_idx ON attune.events_default USING btree (workspace_id, name, occurred_at);


--
-- Name: events_default_workspace_id_subject_id_occurred_at_idx; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX events_default_workspace_id_subject_id_occurred_at_idx ON attune.events_default USING btree (workspace_id, subject_id, occurred_at);


--
-- Name: ix_api_keys_digest; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_api_keys_digest ON attune.api_keys USING btree (digest);


--
-- Name: ix_customer_values_clv; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_customer_values_clv ON attune.customer_values USING btree (workspace_id, model_id, clv);


--
-- Name: ix_feed_order; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_feed_order ON attune.feed USING btree (xid, id);


--
-- Name: ix_ingest_rejects_import; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_ingest_rejects_import ON attune.ingest_rejects USING btree (workspace_id, import_id, "position");


--
-- Name: ix_jobs_open; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_jobs_open ON attune.jobs USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));


--
-- Name: ix_order_events_event_key; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_order_events_event_key ON attune.order_events USING btree (workspace_id, event_key);


--
-- Name: ix_orders_ordered_at; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_orders_ordered_at ON attune.orders USING btree (workspace_id, ordered_at);


--
-- Name: ix_orders_subject; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_orders_subject ON attune.orders USING btree (workspace_id, subject_id, ordered_at);


--
-- Name: ix_subjects_customer_id; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE INDEX ix_subjects_customer_id ON attune.subjects USING btree (workspace_id, customer_id);


--
-- Name: uq_customers_customer_id; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE UNIQUE INDEX uq_customers_customer_id ON attune.customers USING btree (workspace_id, customer_id);


--
-- Name: uq_subjects_value; Type: INDEX; Schema: attune; Owner: attune_owner
--

CREATE UNIQUE INDEX uq_subjects_value ON attune.subjects USING btree (workspace_id, kind, value);


--
-- Name: event_keys_0_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_0_pkey;


--
-- Name: event_keys_0_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_0_received_on_idx;


--
-- Name: event_keys_1_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_1_pkey;


--
-- Name: event_keys_1_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_1_received_on_idx;


--
-- Name: event_keys_2_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_2_pkey;


--
-- Name: event_keys_2_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_2_received_on_idx;


--
-- Name: event_keys_3_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_3_pkey;


--
-- Name: event_keys_3_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_3_received_on_idx;


--
-- Name: event_keys_4_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_4_pkey;


--
-- Name: event_keys_4_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_4_received_on_idx;


--
-- Name: event_keys_5_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_5_pkey;


--
-- Name: event_keys_5_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_5_received_on_idx;


--
-- Name: event_keys_6_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_6_pkey;


--
-- Name: event_keys_6_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_6_received_on_idx;


--
-- Name: event_keys_7_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_event_keys ATTACH PARTITION attune.event_keys_7_pkey;


--
-- Name: event_keys_7_received_on_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_event_keys_received_on ATTACH PARTITION attune.event_keys_7_received_on_idx;


--
-- Name: events_2025_11_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2025_11_pkey;


--
-- Name: events_2025_11_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2025_11_workspace_id_name_occurred_at_idx;


--
-- Name: events_2025_11_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2025_11_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2025_12_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2025_12_pkey;


--
-- Name: events_2025_12_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2025_12_workspace_id_name_occurred_at_idx;


--
-- Name: events_2025_12_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2025_12_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_01_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_01_pkey;


--
-- Name: events_2026_01_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_01_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_01_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_01_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_02_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_02_pkey;


--
-- Name: events_2026_02_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_02_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_02_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_02_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_03_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_03_pkey;


--
-- Name: events_2026_03_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_03_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_03_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_03_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_04_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_04_pkey;


--
-- Name: events_2026_04_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_04_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_04_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_04_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_05_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_05_pkey;


--
-- Name: events_2026_05_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_05_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_05_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_05_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_06_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_06_pkey;


--
-- Name: events_2026_06_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_06_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_06_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_06_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_07_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_07_pkey;


--
-- Name: events_2026_07_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_07_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_07_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_07_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_08_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_08_pkey;


--
-- Name: events_2026_08_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_08_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_08_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_08_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_09_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_09_pkey;


--
-- Name: events_2026_09_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_09_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_09_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_09_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_10_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_10_pkey;


--
-- Name: events_2026_10_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_10_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_10_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_10_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_11_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_11_pkey;


--
-- Name: events_2026_11_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_11_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_11_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_11_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2026_12_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2026_12_pkey;


--
-- Name: events_2026_12_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2026_12_workspace_id_name_occurred_at_idx;


--
-- Name: events_2026_12_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2026_12_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2027_01_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2027_01_pkey;


--
-- Name: events_2027_01_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2027_01_workspace_id_name_occurred_at_idx;


--
-- Name: events_2027_01_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2027_01_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_2027_02_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_2027_02_pkey;


--
-- Name: events_2027_02_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_2027_02_workspace_id_name_occurred_at_idx;


--
-- Name: events_2027_02_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_2027_02_workspace_id_subject_id_occurred_at_idx;


--
-- Name: events_default_pkey; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.pk_events ATTACH PARTITION attune.events_default_pkey;


--
-- Name: events_default_workspace_id_name_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_name ATTACH PARTITION attune.events_default_workspace_id_name_occurred_at_idx;


--
-- Name: events_default_workspace_id_subject_id_occurred_at_idx; Type: INDEX ATTACH; Schema: attune; Owner: attune_owner
--

ALTER INDEX attune.ix_events_subject ATTACH PARTITION attune.events_default_workspace_id_subject_id_occurred_at_idx;


--
-- Name: api_keys fk_api_keys_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.api_keys
    ADD CONSTRAINT fk_api_keys_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: audit_log fk_audit_log_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.audit_log
    ADD CONSTRAINT fk_audit_log_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: customer_values fk_customer_values_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.customer_values
    ADD CONSTRAINT fk_customer_values_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: customer_values fk_customer_values_workspace_id_model_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.customer_values
    ADD CONSTRAINT fk_customer_values_workspace_id_model_id FOREIGN KEY (workspace_id, model_id) REFERENCES attune.model_runs(workspace_id, id);


--
-- Name: customers fk_customers_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.customers
    ADD CONSTRAINT fk_customers_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: customers fk_customers_workspace_id_merged_into; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.customers
    ADD CONSTRAINT fk_customers_workspace_id_merged_into FOREIGN KEY (workspace_id, merged_into) REFERENCES attune.customers(workspace_id, id);


--
-- Name: event_keys fk_event_keys_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys
    ADD CONSTRAINT fk_event_keys_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: events fk_events_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events
    ADD CONSTRAINT fk_events_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: events fk_events_workspace_id_subject_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events
    ADD CONSTRAINT fk_events_workspace_id_subject_id FOREIGN KEY (workspace_id, subject_id) REFERENCES attune.subjects(workspace_id, id);


--
-- Name: feed fk_feed_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.feed
    ADD CONSTRAINT fk_feed_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: idempotency_keys fk_idempotency_keys_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.idempotency_keys
    ADD CONSTRAINT fk_idempotency_keys_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: import_chunks fk_import_chunks_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.import_chunks
    ADD CONSTRAINT fk_import_chunks_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: import_chunks fk_import_chunks_workspace_id_import_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.import_chunks
    ADD CONSTRAINT fk_import_chunks_workspace_id_import_id FOREIGN KEY (workspace_id, import_id) REFERENCES attune.imports(workspace_id, id) ON DELETE CASCADE;


--
-- Name: imports fk_imports_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.imports
    ADD CONSTRAINT fk_imports_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: ingest_duplicates fk_ingest_duplicates_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.ingest_duplicates
    ADD CONSTRAINT fk_ingest_duplicates_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: ingest_rejects fk_ingest_rejects_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.ingest_rejects
    ADD CONSTRAINT fk_ingest_rejects_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: jobs fk_jobs_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.jobs
    ADD CONSTRAINT fk_jobs_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: model_runs fk_model_runs_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.model_runs
    ADD CONSTRAINT fk_model_runs_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: order_events fk_order_events_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.order_events
    ADD CONSTRAINT fk_order_events_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: order_events fk_order_events_workspace_id_subject_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.order_events
    ADD CONSTRAINT fk_order_events_workspace_id_subject_id FOREIGN KEY (workspace_id, subject_id) REFERENCES attune.subjects(workspace_id, id);


--
-- Name: orders fk_orders_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.orders
    ADD CONSTRAINT fk_orders_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: orders fk_orders_workspace_id_subject_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.orders
    ADD CONSTRAINT fk_orders_workspace_id_subject_id FOREIGN KEY (workspace_id, subject_id) REFERENCES attune.subjects(workspace_id, id);


--
-- Name: published_model fk_published_model_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.published_model
    ADD CONSTRAINT fk_published_model_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: published_model fk_published_model_workspace_id_model_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.published_model
    ADD CONSTRAINT fk_published_model_workspace_id_model_id FOREIGN KEY (workspace_id, model_id) REFERENCES attune.model_runs(workspace_id, id);


--
-- Name: subject_traits fk_subject_traits_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.subject_traits
    ADD CONSTRAINT fk_subject_traits_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: subject_traits fk_subject_traits_workspace_id_subject_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.subject_traits
    ADD CONSTRAINT fk_subject_traits_workspace_id_subject_id FOREIGN KEY (workspace_id, subject_id) REFERENCES attune.subjects(workspace_id, id);


--
-- Name: subjects fk_subjects_workspace_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.subjects
    ADD CONSTRAINT fk_subjects_workspace_id FOREIGN KEY (workspace_id) REFERENCES attune.workspaces(id);


--
-- Name: subjects fk_subjects_workspace_id_customer_id; Type: FK CONSTRAINT; Schema: attune; Owner: attune_owner
--

ALTER TABLE ONLY attune.subjects
    ADD CONSTRAINT fk_subjects_workspace_id_customer_id FOREIGN KEY (workspace_id, customer_id) REFERENCES attune.customers(workspace_id, id);


--
-- Name: api_keys; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: customer_values; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.customer_values ENABLE ROW LEVEL SECURITY;

--
-- Name: customers; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.customers ENABLE ROW LEVEL SECURITY;

--
-- Name: feed dispatch; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY dispatch ON attune.feed TO attune_dispatcher USING (true) WITH CHECK (true);


--
-- Name: POLICY dispatch ON feed; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY dispatch ON attune.feed IS '2be928cfc3306959';


--
-- Name: jobs dispatch; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY dispatch ON attune.jobs TO attune_dispatcher USING (true) WITH CHECK (true);


--
-- Name: POLICY dispatch ON jobs; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY dispatch ON attune.jobs IS 'c43d8a6856a991b0';


--
-- Name: workspaces dispatch; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY dispatch ON attune.workspaces FOR SELECT TO attune_dispatcher USING (true);


--
-- Name: POLICY dispatch ON workspaces; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY dispatch ON attune.workspaces IS 'a0e123628960e242';


--
-- Name: event_keys; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_0; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_0 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_1; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_1 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_2; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_2 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_3; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_3 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_4; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_4 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_5; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_5 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_6; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_6 ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys_7; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.event_keys_7 ENABLE ROW LEVEL SECURITY;

--
-- Name: events; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2025_11; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2025_11 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2025_12; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2025_12 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_01; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_01 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_02; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_02 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_03; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_03 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_04; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_04 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_05; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_05 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_06; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_06 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_07; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_07 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_08; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_08 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_09; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_09 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_10; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_10 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_11; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_11 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2026_12; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2026_12 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2027_01; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2027_01 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_2027_02; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_2027_02 ENABLE ROW LEVEL SECURITY;

--
-- Name: events_default; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.events_default ENABLE ROW LEVEL SECURITY;

--
-- Name: feed; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.feed ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: import_chunks; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.import_chunks ENABLE ROW LEVEL SECURITY;

--
-- Name: imports; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.imports ENABLE ROW LEVEL SECURITY;

--
-- Name: ingest_duplicates; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.ingest_duplicates ENABLE ROW LEVEL SECURITY;

--
-- Name: ingest_rejects; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.ingest_rejects ENABLE ROW LEVEL SECURITY;

--
-- Name: jobs; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys key_lookup; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY key_lookup ON attune.api_keys FOR SELECT TO attune_gateway USING (((NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid IS NULL));


--
-- Name: POLICY key_lookup ON api_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY key_lookup ON attune.api_keys IS 'bf788b9ef5c0d92c';


--
-- Name: api_keys key_of_digest; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY key_of_digest ON attune.api_keys FOR SELECT TO attune_owner USING (((NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid IS NULL));


--
-- Name: POLICY key_of_digest ON api_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY key_of_digest ON attune.api_keys IS '5ad59fbd2955689c';


--
-- Name: api_keys key_use; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY key_use ON attune.api_keys FOR UPDATE TO attune_gateway USING (((NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid IS NULL)) WITH CHECK (((NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid IS NULL));


--
-- Name: POLICY key_use ON api_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY key_use ON attune.api_keys IS '74e22ba329eb5224';


--
-- Name: model_runs; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.model_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: order_events; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.order_events ENABLE ROW LEVEL SECURITY;

--
-- Name: orders; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.orders ENABLE ROW LEVEL SECURITY;

--
-- Name: published_model; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.published_model ENABLE ROW LEVEL SECURITY;

--
-- Name: event_keys purge; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY purge ON attune.event_keys TO attune_dispatcher USING (true) WITH CHECK (true);


--
-- Name: POLICY purge ON event_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY purge ON attune.event_keys IS 'd273f76c807a8717';


--
-- Name: idempotency_keys purge; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY purge ON attune.idempotency_keys TO attune_dispatcher USING (true) WITH CHECK (true);


--
-- Name: POLICY purge ON idempotency_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY purge ON attune.idempotency_keys IS 'ef9e053b0758e1eb';


--
-- Name: imports purge; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY purge ON attune.imports TO attune_dispatcher USING (true) WITH CHECK (true);


--
-- Name: POLICY purge ON imports; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY purge ON attune.imports IS '02e4c6a0e271f69d';


--
-- Name: subject_traits; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.subject_traits ENABLE ROW LEVEL SECURITY;

--
-- Name: subjects; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.subjects ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.api_keys USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON api_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.api_keys IS 'e82a2406d51cda17';


--
-- Name: audit_log wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.audit_log USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON audit_log; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.audit_log IS '1d11b6fabe9725b8';


--
-- Name: customer_values wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.customer_values USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON customer_values; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.customer_values IS '2b2f3b39813b59af';


--
-- Name: customers wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.customers USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON customers; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.customers IS '854b30f7567d515b';


--
-- Name: event_keys wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.event_keys USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON event_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.event_keys IS '60bb0760f7c32199';


--
-- Name: events wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.events USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON events; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.events IS '09c61215581e65b0';


--
-- Name: feed wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.feed USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON feed; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.feed IS '333bacd56220fd32';


--
-- Name: idempotency_keys wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.idempotency_keys USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON idempotency_keys; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.idempotency_keys IS '6aff45f13f881949';


--
-- Name: import_chunks wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.import_chunks USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON import_chunks; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.import_chunks IS '938a760aacedc041';


--
-- Name: imports wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.imports USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON imports; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.imports IS '9397de8edbde2c0e';


--
-- Name: ingest_duplicates wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.ingest_duplicates USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON ingest_duplicates; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.ingest_duplicates IS '34d4f7c216f778f2';


--
-- Name: ingest_rejects wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.ingest_rejects USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON ingest_rejects; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.ingest_rejects IS 'b980b2156f347a5d';


--
-- Name: jobs wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.jobs USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON jobs; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.jobs IS '0c1b39c5c5713af1';


--
-- Name: model_runs wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.model_runs USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON model_runs; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.model_runs IS '61cfdf62106f3583';


--
-- Name: order_events wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.order_events USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON order_events; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.order_events IS 'a264b715672143f6';


--
-- Name: orders wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.orders USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON orders; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.orders IS '5513fcbb4d023b4f';


--
-- Name: published_model wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.published_model USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON published_model; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.published_model IS '00d45df78574f422';


--
-- Name: subject_traits wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.subject_traits USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON subject_traits; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.subject_traits IS '48912c9c30ad8a41';


--
-- Name: subjects wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.subjects USING ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((workspace_id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON subjects; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.subjects IS 'e4bd0f6fc9a88f0e';


--
-- Name: workspaces wall; Type: POLICY; Schema: attune; Owner: attune_owner
--

CREATE POLICY wall ON attune.workspaces USING ((id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid)) WITH CHECK ((id = (NULLIF(current_setting('attune.workspace'::text, true), ''::text))::uuid));


--
-- Name: POLICY wall ON workspaces; Type: COMMENT; Schema: attune; Owner: attune_owner
--

COMMENT ON POLICY wall ON attune.workspaces IS 'ee2726b5325bcea1';


--
-- Name: workspaces; Type: ROW SECURITY; Schema: attune; Owner: attune_owner
--

ALTER TABLE attune.workspaces ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA attune; Type: ACL; Schema: -; Owner: attune_owner
--

GRANT USAGE ON SCHEMA attune TO attune_gateway;
GRANT USAGE ON SCHEMA attune TO attune_segmentation;
GRANT USAGE ON SCHEMA attune TO attune_valuation;
GRANT USAGE ON SCHEMA attune TO attune_dispatcher;


--
-- Name: SCHEMA published; Type: ACL; Schema: -; Owner: attune_owner
--

GRANT USAGE ON SCHEMA published TO attune_gateway;
GRANT USAGE ON SCHEMA published TO attune_segmentation;
GRANT USAGE ON SCHEMA published TO attune_valuation;


--
-- Name: FUNCTION key_of_digest(digest bytea); Type: ACL; Schema: attune; Owner: attune_owner
--

REVOKE ALL ON FUNCTION attune.key_of_digest(digest bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION attune.key_of_digest(digest bytea) TO attune_segmentation;


--
-- Name: FUNCTION make_event_partitions(first_month date, months integer); Type: ACL; Schema: attune; Owner: attune_owner
--

REVOKE ALL ON FUNCTION attune.make_event_partitions(first_month date, months integer) FROM PUBLIC;
GRANT ALL ON FUNCTION attune.make_event_partitions(first_month date, months integer) TO attune_dispatcher;


--
-- Name: TABLE alembic_version; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT ON TABLE attune.alembic_version TO attune_gateway;
GRANT SELECT ON TABLE attune.alembic_version TO attune_segmentation;
GRANT SELECT ON TABLE attune.alembic_version TO attune_valuation;
GRANT SELECT ON TABLE attune.alembic_version TO attune_dispatcher;


--
-- Name: TABLE api_keys; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE attune.api_keys TO attune_gateway;


--
-- Name: TABLE audit_log; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT INSERT ON TABLE attune.audit_log TO attune_gateway;
GRANT INSERT ON TABLE attune.audit_log TO attune_segmentation;
GRANT INSERT ON TABLE attune.audit_log TO attune_valuation;


--
-- Name: TABLE customer_values; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.customer_values TO attune_valuation;


--
-- Name: TABLE customers; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.customers TO attune_segmentation;


--
-- Name: TABLE event_keys; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.event_keys TO attune_segmentation;
GRANT SELECT,DELETE ON TABLE attune.event_keys TO attune_dispatcher;


--
-- Name: TABLE events; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.events TO attune_segmentation;


--
-- Name: TABLE feed; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT INSERT ON TABLE attune.feed TO attune_gateway;
GRANT INSERT ON TABLE attune.feed TO attune_segmentation;
GRANT INSERT ON TABLE attune.feed TO attune_valuation;
GRANT SELECT,INSERT ON TABLE attune.feed TO attune_dispatcher;


--
-- Name: TABLE feed_offsets; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE attune.feed_offsets TO attune_dispatcher;


--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE attune.idempotency_keys TO attune_gateway;
GRANT SELECT,INSERT,UPDATE ON TABLE attune.idempotency_keys TO attune_segmentation;
GRANT SELECT,INSERT,UPDATE ON TABLE attune.idempotency_keys TO attune_valuation;
GRANT SELECT,DELETE ON TABLE attune.idempotency_keys TO attune_dispatcher;


--
-- Name: TABLE import_chunks; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.import_chunks TO attune_segmentation;


--
-- Name: TABLE imports; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.imports TO attune_segmentation;
GRANT SELECT,DELETE ON TABLE attune.imports TO attune_dispatcher;


--
-- Name: TABLE ingest_duplicates; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.ingest_duplicates TO attune_segmentation;


--
-- Name: TABLE ingest_rejects; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.ingest_rejects TO attune_segmentation;


--
-- Name: TABLE jobs; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT ON TABLE attune.jobs TO attune_gateway;
GRANT SELECT,INSERT ON TABLE attune.jobs TO attune_segmentation;
GRANT SELECT,INSERT ON TABLE attune.jobs TO attune_valuation;
GRANT SELECT,UPDATE ON TABLE attune.jobs TO attune_dispatcher;


--
-- Name: COLUMN jobs.cancel_requested_at; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT UPDATE(cancel_requested_at) ON TABLE attune.jobs TO attune_gateway;


--
-- Name: TABLE model_runs; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.model_runs TO attune_valuation;


--
-- Name: TABLE order_events; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.order_events TO attune_segmentation;


--
-- Name: TABLE orders; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.orders TO attune_segmentation;


--
-- Name: TABLE published_model; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.published_model TO attune_valuation;


--
-- Name: TABLE subject_traits; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.subject_traits TO attune_segmentation;


--
-- Name: TABLE subjects; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE attune.subjects TO attune_segmentation;


--
-- Name: TABLE workspaces; Type: ACL; Schema: attune; Owner: attune_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE attune.workspaces TO attune_gateway;
GRANT SELECT ON TABLE attune.workspaces TO attune_segmentation;
GRANT SELECT ON TABLE attune.workspaces TO attune_valuation;
GRANT SELECT ON TABLE attune.workspaces TO attune_dispatcher;


--
-- Name: TABLE customer_value; Type: ACL; Schema: published; Owner: attune_owner
--

GRANT SELECT ON TABLE published.customer_value TO attune_gateway;
GRANT SELECT ON TABLE published.customer_value TO attune_segmentation;
GRANT SELECT ON TABLE published.customer_value TO attune_valuation;


--
-- Name: TABLE customers; Type: ACL; Schema: published; Owner: attune_owner
--

GRANT SELECT ON TABLE published.customers TO attune_gateway;
GRANT SELECT ON TABLE published.customers TO attune_segmentation;
GRANT SELECT ON TABLE published.customers TO attune_valuation;


--
-- Name: TABLE facts; Type: ACL; Schema: published; Owner: attune_owner
--

GRANT SELECT ON TABLE published.facts TO attune_gateway;
GRANT SELECT ON TABLE published.facts TO attune_segmentation;
GRANT SELECT ON TABLE published.facts TO attune_valuation;


--
-- Name: TABLE orders; Type: ACL; Schema: published; Owner: attune_owner
--

GRANT SELECT ON TABLE published.orders TO attune_gateway;
GRANT SELECT ON TABLE published.orders TO attune_segmentation;
GRANT SELECT ON TABLE published.orders TO attune_valuation;


--
-- Name: TABLE subjects; Type: ACL; Schema: published; Owner: attune_owner
--

GRANT SELECT ON TABLE published.subjects TO attune_gateway;
GRANT SELECT ON TABLE published.subjects TO attune_segmentation;
GRANT SELECT ON TABLE published.subjects TO attune_valuation;


--
-- PostgreSQL database dump complete
--


