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
-- Name: guard_appearance_of_claim_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_appearance_of_claim_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (EXISTS (SELECT 1 FROM claims_claimversion AS v WHERE v.claim_id = OLD.claim_id AND v.published_at IS NOT NULL) OR EXISTS (SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = OLD.claim_id) OR EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = OLD.claim_id)) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A claim that was ever published or assessed, or has evidence, is not deleted, nor is what belongs to it.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_appearance_retired(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_appearance_retired() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF OLD.retired_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An appearance never changes: it is retired, and another added.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_appearance_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_appearance_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An appearance never changes: it is retired, and another added.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_appearance_words_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_appearance_words_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM sources_revision AS r WHERE r.id = NEW.revision_id AND NEW."end" > NEW.start AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact AND length(NEW.prefix) <= NEW.start AND substr(r.text, NEW.start + 1 - length(NEW.prefix), length(NEW.prefix)) = NEW.prefix AND substr(r.text, NEW."end" + 1, length(NEW.suffix)) = NEW.suffix) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The revision does not have the quoted words at this place.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_assessment_action(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_assessment_action() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (NEW.action IN ('approved', 'rejected', 'dropped')) <> (COALESCE((SELECT a.action FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1), '') = 'proposed') OR (NEW.action IN ('concluded', 'proposed') AND NEW.from_status = 'unassessed' AND NEW.to_status = 'unassessed') THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A proposal is approved, rejected or dropped, and nothing else is.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_assessment_corrects(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_assessment_corrects() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.action IN ('concluded', 'approved') AND NEW.correction_type = '' AND NEW.from_status NOT IN ('unassessed', 'pending_outcome') AND NEW.to_status <> NEW.from_status AND EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = NEW.claim_id AND c.published_at IS NOT NULL) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A changed published conclusion needs a correction note.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_assessment_counts(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_assessment_counts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.action IN ('concluded', 'approved') THEN UPDATE claims_claim SET evidence_status = COALESCE((SELECT a.to_status FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND a.action IN ('concluded', 'approved') ORDER BY a.number DESC LIMIT 1), 'unassessed') WHERE id = NEW.claim_id; END IF; RETURN NEW; END$$;


--
-- Name: guard_assessment_follows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_assessment_follows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.number <> 1 + COALESCE((SELECT a.number FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1), 0) OR NEW.from_status <> COALESCE((SELECT a.to_status FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND a.action IN ('concluded', 'approved') ORDER BY a.number DESC LIMIT 1), 'unassessed') OR NEW.assessed_at <> (SELECT c.updated_at FROM claims_claim AS c WHERE c.id = NEW.claim_id) OR NEW.previous_digest <> COALESCE((SELECT a.digest FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1), '') THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An assessment follows the newest one in number, status and digest, at the time of the claim''s last change.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_assessment_four_eyes(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_assessment_four_eyes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.action = 'approved' AND (NEW.to_status <> (SELECT a.to_status FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.rationale <> (SELECT a.rationale FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.correction_type <> (SELECT a.correction_type FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.correction_note <> (SELECT a.correction_note FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.evidence_count <> (SELECT a.evidence_count FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.text_sha256 <> (SELECT a.text_sha256 FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.assessed_by_id = (SELECT a.assessed_by_id FROM claims_assessment AS a WHERE a.claim_id = NEW.claim_id AND 1 = 1 ORDER BY a.number DESC LIMIT 1) OR NEW.assessed_by_id = (SELECT c.edited_by_id FROM claims_claim AS c WHERE c.id = NEW.claim_id)) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Somebody who had no hand in it approves what was proposed.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_attribution_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_attribution_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM claims_appearance AS p JOIN claims_claim AS c ON c.id = p.claim_id WHERE p.id = NEW.appearance_id AND p.created_at = c.updated_at) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Who made a claim in an appearance never changes.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_attribution_of_claim_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_attribution_of_claim_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (EXISTS (SELECT 1 FROM claims_claimversion AS v WHERE v.claim_id = (SELECT p.claim_id FROM claims_appearance AS p WHERE p.id = OLD.appearance_id) AND v.published_at IS NOT NULL) OR EXISTS (SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = (SELECT p.claim_id FROM claims_appearance AS p WHERE p.id = OLD.appearance_id)) OR EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = (SELECT p.claim_id FROM claims_appearance AS p WHERE p.id = OLD.appearance_id))) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A claim that was ever published or assessed, or has evidence, is not deleted, nor is what belongs to it.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_attribution_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_attribution_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.position > 0 AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t WHERE t.appearance_id = NEW.appearance_id AND t.position = NEW.position - 1) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The steps of an attribution are numbered one after the other from 0.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_attribution_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_attribution_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Who made a claim in an appearance never changes.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claim_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN INSERT INTO claims_claimversion (claim_id, text, claim_type, claim_date, starts_on, ends_on, date_wording, due_on, context, language, evidence_status, assigned_to_id, external_id, published_at, published_by_id, version, created_at, created_by_id, updated_at, updated_by_id, edited_at, edited_by_id, form, events, digest) VALUES (NEW.id, NEW.text, NEW.claim_type, NEW.claim_date, NEW.starts_on, NEW.ends_on, NEW.date_wording, NEW.due_on, NEW.context, NEW.language, NEW.evidence_status, NEW.assigned_to_id, NEW.external_id, NEW.published_at, NEW.published_by_id, NEW.version, NEW.created_at, NEW.created_by_id, NEW.updated_at, NEW.updated_by_id, NEW.edited_at, NEW.edited_by_id, 0, '[]', ''); END IF; RETURN NEW; END$$;


--
-- Name: guard_claim_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN INSERT INTO claims_claimversion (claim_id, text, claim_type, claim_date, starts_on, ends_on, date_wording, due_on, context, language, evidence_status, assigned_to_id, external_id, published_at, published_by_id, version, created_at, created_by_id, updated_at, updated_by_id, edited_at, edited_by_id, form, events, digest) VALUES (NEW.id, NEW.text, NEW.claim_type, NEW.claim_date, NEW.starts_on, NEW.ends_on, NEW.date_wording, NEW.due_on, NEW.context, NEW.language, NEW.evidence_status, NEW.assigned_to_id, NEW.external_id, NEW.published_at, NEW.published_by_id, NEW.version, NEW.created_at, NEW.created_by_id, NEW.updated_at, NEW.updated_by_id, NEW.edited_at, NEW.edited_by_id, 0, '[]', ''); END IF; RETURN NEW; END$$;


--
-- Name: guard_claim_concluded(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_concluded() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN UPDATE claims_claimversion SET evidence_status = NEW.evidence_status WHERE claim_id = NEW.id AND version = NEW.version; END IF; RETURN NEW; END$$;


--
-- Name: guard_claim_deleted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_deleted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN DELETE FROM claims_claimversion WHERE claim_id = OLD.id; END IF; RETURN OLD; END$$;


--
-- Name: guard_claim_deleted_words(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_deleted_words() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN DELETE FROM claims_claimwords WHERE rowid = OLD.id; END IF; RETURN OLD; END$$;


--
-- Name: guard_claim_starts_unassessed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_starts_unassessed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.evidence_status <> 'unassessed' OR NEW.version <> 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A claim starts unassessed, at version 1.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claim_status(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.evidence_status <> COALESCE((SELECT a.to_status FROM claims_assessment AS a WHERE a.claim_id = NEW.id AND a.action IN ('concluded', 'approved') ORDER BY a.number DESC LIMIT 1), 'unassessed') THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The evidence status of a claim is that of its newest assessment.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claim_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (EXISTS (SELECT 1 FROM claims_claimversion AS v WHERE v.claim_id = OLD.id AND v.published_at IS NOT NULL) OR EXISTS (SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = OLD.id) OR EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = OLD.id)) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A claim that was ever published or assessed, or has evidence, is not deleted, nor is what belongs to it.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_claim_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claim_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.version <> OLD.version + 1 OR NEW.updated_at < OLD.updated_at OR NEW.id <> OLD.id THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Each change of a claim counts its version up by one.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claims_appearance_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_appearance_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An appearance never changes: it is retired, and another added.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_assessment_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_assessment_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An assessment is never changed or removed: assess again.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_claims_assessment_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_assessment_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An assessment is never changed or removed: assess again.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_assessment_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_assessment_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An assessment is never changed or removed: assess again.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claims_attribution_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_attribution_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Who made a claim in an appearance never changes.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_changelogentry_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_changelogentry_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The feed of changes stays as it is.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_claims_changelogentry_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_changelogentry_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The feed of changes stays as it is.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_changelogentry_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_changelogentry_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The feed of changes stays as it is.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claims_claimversion_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_claimversion_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The versions of a claim never change.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_quantity_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_quantity_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A quantity never changes: another one replaces it.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_relation_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_relation_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A relation never changes: withdraw it and add it again.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_reliance_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_reliance_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What an assessment relied on is never changed or removed.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_claims_reliance_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_reliance_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What an assessment relied on is never changed or removed.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_claims_reliance_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claims_reliance_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What an assessment relied on is never changed or removed.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claimversion_is_claim(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claimversion_is_claim() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = NEW.claim_id AND c.version = NEW.version AND c.text = NEW.text AND c.updated_at = NEW.updated_at) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A version is what the claim now is.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claimversion_kept(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claimversion_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The versions of a claim never change.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claimversion_sealed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claimversion_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF OLD.digest <> '' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The versions of a claim never change.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claimversion_status(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claimversion_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = OLD.claim_id AND c.version = OLD.version AND c.evidence_status = NEW.evidence_status) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The versions of a claim never change.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_claimversion_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_claimversion_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = OLD.claim_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The versions of a claim never change.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_evidence_quote(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_evidence_quote() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.revision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sources_revision AS r WHERE r.id = NEW.revision_id AND r.document_id = NEW.document_id AND (NEW.quote = '' OR (NEW."end" > NEW.start AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.quote))) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The revision does not have the quoted words at this place.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_evidence_relays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_evidence_relays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.relays_id IS NOT NULL AND EXISTS (WITH RECURSIVE relayed (source) AS (SELECT NEW.relays_id UNION SELECT e.relays_id FROM claims_evidence AS e JOIN relayed ON e.source_id = relayed.source WHERE e.claim_id = NEW.claim_id AND e.relays_id IS NOT NULL AND e.withdrawn_at IS NULL) SELECT 1 FROM relayed WHERE relayed.source = NEW.source_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Who relays whom does not run in a circle.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_evidence_stated(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_evidence_stated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Evidence never changes: withdraw it and add it again.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_evidence_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_evidence_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Evidence is withdrawn, not deleted.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_evidence_withdrawn(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_evidence_withdrawn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF OLD.withdrawn_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A withdrawal of evidence stays as it is.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_accounts_user_update_of_first_name_last_name(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_accounts_user_update_of_first_name_last_name() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_claim_deleted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_claim_deleted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, OLD.id, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN OLD; END$$;


--
-- Name: guard_feed_claim_shown(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_claim_shown() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (NEW.published_at IS NOT NULL OR EXISTS (SELECT 1 FROM claims_claimversion AS v WHERE v.claim_id = NEW.claim_id AND v.version = NEW.version - 1 AND v.published_at IS NOT NULL)) AND (EXISTS (SELECT s.id FROM sources_source AS s WHERE s.id IN (SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.source_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT e.relays_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT d.origin_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id) UNION SELECT d.publisher_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id)) AND EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL)) OR EXISTS (SELECT l.claim_id FROM claims_quotecheck AS q JOIN claims_appearance AS l ON l.id = q.appearance_id JOIN sources_revision AS o ON o.id = q.other_revision_id WHERE o.document_id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id))) THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, c.published_at IS NOT NULL, CURRENT_TIMESTAMP FROM claims_claim AS c WHERE c.id = ANY (ARRAY(SELECT p.claim_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE t.source_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT s.id FROM sources_source AS s WHERE s.id IN (SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.source_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT e.relays_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT d.origin_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id) UNION SELECT d.publisher_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id)) AND EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL) UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.source_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT s.id FROM sources_source AS s WHERE s.id IN (SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.source_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT e.relays_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT d.origin_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id) UNION SELECT d.publisher_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id)) AND EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL) UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.relays_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT s.id FROM sources_source AS s WHERE s.id IN (SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.source_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT e.relays_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT d.origin_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id) UNION SELECT d.publisher_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id)) AND EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL) UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.document_id IN (SELECT d.id FROM sources_document AS d WHERE d.origin_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT s.id FROM sources_source AS s WHERE s.id IN (SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.source_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT e.relays_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT d.origin_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id) UNION SELECT d.publisher_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id)) AND EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL) UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[])) UNION SELECT p.claim_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id JOIN sources_document AS d ON d.id = r.document_id WHERE d.origin_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT s.id FROM sources_source AS s WHERE s.id IN (SELECT t.source_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.source_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT e.relays_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id UNION SELECT d.origin_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id) UNION SELECT d.publisher_id FROM sources_document AS d WHERE d.id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id)) AND EXISTS (SELECT 1 FROM sources_source AS a WHERE a.affiliation_id = s.id) AND NOT EXISTS (SELECT 1 FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id JOIN claims_claim AS c ON c.id = p.claim_id WHERE t.source_id = s.id AND c.id <> NEW.claim_id AND c.published_at IS NOT NULL) UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT l.claim_id FROM claims_quotecheck AS q JOIN claims_appearance AS l ON l.id = q.appearance_id JOIN sources_revision AS o ON o.id = q.other_revision_id WHERE o.document_id IN (SELECT r.document_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE p.claim_id = NEW.claim_id UNION SELECT e.document_id FROM claims_evidence AS e WHERE e.claim_id = NEW.claim_id))::bigint[]); END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_claims_series_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_claims_series_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN OLD; END$$;


--
-- Name: guard_feed_claims_series_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_claims_series_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_claims_series_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_claims_series_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_document_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_document_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, c.published_at IS NOT NULL, CURRENT_TIMESTAMP FROM claims_claim AS c WHERE c.id = ANY (ARRAY(SELECT p.claim_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id WHERE r.document_id = NEW.id UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.document_id = NEW.id UNION SELECT p.claim_id FROM claims_quotecheck AS q JOIN claims_appearance AS p ON p.id = q.appearance_id JOIN sources_revision AS r ON r.id = q.other_revision_id WHERE r.document_id = NEW.id)::bigint[]); END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_quote_checked(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_quote_checked() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, c.published_at IS NOT NULL, CURRENT_TIMESTAMP FROM claims_claim AS c WHERE c.id = ANY (ARRAY(SELECT p.claim_id FROM claims_appearance AS p WHERE p.id = NEW.appearance_id)::bigint[]); END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_series_named(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_series_named() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, c.published_at IS NOT NULL, CURRENT_TIMESTAMP FROM claims_claim AS c WHERE c.id = ANY (ARRAY(SELECT q.claim_id FROM claims_quantity AS q WHERE q.series_id = NEW.id)::bigint[]); END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_source_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_source_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.name <> OLD.name OR NEW.kind <> OLD.kind OR COALESCE(NEW.affiliation_id, 0) <> COALESCE(OLD.affiliation_id, 0) THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, c.published_at IS NOT NULL, CURRENT_TIMESTAMP FROM claims_claim AS c WHERE c.id = ANY (ARRAY(SELECT p.claim_id FROM claims_attribution AS t JOIN claims_appearance AS p ON p.id = t.appearance_id WHERE t.source_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT NEW.id UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.source_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT NEW.id UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.relays_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT NEW.id UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]) UNION SELECT e.claim_id FROM claims_evidence AS e WHERE e.document_id IN (SELECT d.id FROM sources_document AS d WHERE d.origin_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT NEW.id UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[])) UNION SELECT p.claim_id FROM claims_appearance AS p JOIN sources_revision AS r ON r.id = p.revision_id JOIN sources_document AS d ON d.id = r.document_id WHERE d.origin_id = ANY (ARRAY(WITH RECURSIVE speakers (id) AS (SELECT NEW.id UNION SELECT s.id FROM sources_source AS s JOIN speakers ON s.affiliation_id = speakers.id) SELECT speakers.id FROM speakers)::bigint[]))::bigint[]); END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_source_rated(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_source_rated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + ROW_NUMBER() OVER (ORDER BY c.id), c.id, NULL, c.published_at IS NOT NULL, CURRENT_TIMESTAMP FROM claims_claim AS c WHERE c.id = ANY (ARRAY(SELECT e.claim_id FROM claims_evidence AS e WHERE e.source_id = NEW.source_id)::bigint[]); END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_document_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_document_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN OLD; END$$;


--
-- Name: guard_feed_sources_document_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_document_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_document_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_document_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_revision_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_revision_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_source_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_source_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN OLD; END$$;


--
-- Name: guard_feed_sources_source_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_source_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_source_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_source_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_sourcealias_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_sourcealias_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN OLD; END$$;


--
-- Name: guard_feed_sources_sourcealias_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_sourcealias_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_sourcealias_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_sourcealias_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_sources_sourcerating_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_sources_sourcerating_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NULL, NULL, FALSE, CURRENT_TIMESTAMP; END IF; RETURN NEW; END$$;


--
-- Name: guard_feed_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_feed_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN PERFORM pg_advisory_xact_lock(6201522); INSERT INTO claims_changelogentry (position, claim_id, version, is_public, at) SELECT (SELECT COALESCE(MAX(f.position), 0) FROM claims_changelogentry AS f) + 1, NEW.claim_id, NEW.version, (NEW.published_at IS NOT NULL OR EXISTS (SELECT 1 FROM claims_claimversion AS v WHERE v.claim_id = NEW.claim_id AND v.version = NEW.version - 1 AND v.published_at IS NOT NULL)), NEW.updated_at; END IF; RETURN NEW; END$$;


--
-- Name: guard_quantity_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quantity_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM claims_appearance AS p WHERE p.id = NEW.appearance_id AND p.claim_id = NEW.claim_id AND strpos(p.exact, NEW.wording) > 0) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The wording of a quantity must be in the words of an appearance of its claim.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quantity_of_claim_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quantity_of_claim_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (EXISTS (SELECT 1 FROM claims_claimversion AS v WHERE v.claim_id = OLD.claim_id AND v.published_at IS NOT NULL) OR EXISTS (SELECT 1 FROM claims_evidence AS e WHERE e.claim_id = OLD.claim_id) OR EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.claim_id = OLD.claim_id)) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A claim that was ever published or assessed, or has evidence, is not deleted, nor is what belongs to it.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_quantity_replaced(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quantity_replaced() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF OLD.replaced_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A quantity never changes: another one replaces it.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quantity_series(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quantity_series() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.series_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_series AS s WHERE s.id = NEW.series_id AND s.unit = NEW.unit) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A quantity is counted in the unit of its series.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quantity_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quantity_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A quantity never changes: another one replaces it.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quotecheck_accepted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quotecheck_accepted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF OLD.accepted_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A check of a quote never changes.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quotecheck_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quotecheck_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM claims_appearance AS p JOIN sources_revision AS o ON o.id = p.revision_id JOIN sources_revision AS r ON r.document_id = o.document_id AND r.number > o.number WHERE p.id = NEW.appearance_id AND r.id = NEW.revision_id AND (NEW."end" IS NULL OR NEW."end" <= length(r.text)) AND (NEW.state NOT IN ('exact', 'moved') OR substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = p.exact) AND (NEW.state <> 'exact' OR NEW.start = p.start)) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A check is of a newer text of the same document, which has the quote.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quotecheck_elsewhere(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quotecheck_elsewhere() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.other_revision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_appearance AS p JOIN sources_revision AS o ON o.id = p.revision_id JOIN sources_revision AS r ON r.document_id <> o.document_id WHERE p.id = NEW.appearance_id AND r.id = NEW.other_revision_id AND strpos(r.text, p.exact) > 0) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Lost words are found in another document that has them.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_quotecheck_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_quotecheck_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A check of a quote never changes.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_rating_order(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_rating_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF EXISTS (SELECT 1 FROM sources_sourcerating AS r WHERE r.source_id = NEW.source_id AND r.rated_at > NEW.rated_at) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A rating is not given before the newest one.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_relation_after_others(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_relation_after_others() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.kind IN ('narrows', 'part_of', 'repeats', 'supersedes') THEN PERFORM pg_advisory_xact_lock('claims_relation'::regclass::bigint); END IF; RETURN NEW; END$$;


--
-- Name: guard_relation_circle(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_relation_circle() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.kind IN ('narrows', 'part_of', 'repeats', 'supersedes') AND EXISTS (WITH RECURSIVE reached (claim) AS (SELECT NEW.to_claim_id UNION SELECT r.to_claim_id FROM claims_relation AS r JOIN reached ON r.from_claim_id = reached.claim WHERE r.kind = NEW.kind AND r.withdrawn_at IS NULL) SELECT 1 FROM reached WHERE reached.claim = NEW.from_claim_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Relations of this kind do not run in a circle.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_relation_stated(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_relation_stated() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A relation never changes: withdraw it and add it again.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_relation_stays(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_relation_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A relation is withdrawn, not deleted.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_relation_withdrawn(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_relation_withdrawn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF OLD.withdrawn_at IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A withdrawal of a relation stays as it is.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_reliance_four_eyes(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_reliance_four_eyes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF EXISTS (SELECT 1 FROM claims_assessment AS a JOIN claims_evidence AS e ON e.id = NEW.evidence_id WHERE a.id = NEW.assessment_id AND a.action = 'approved' AND e.added_by_id = a.assessed_by_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Somebody who had no hand in it approves what was proposed.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_reliance_on_own_evidence(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_reliance_on_own_evidence() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM claims_assessment AS a JOIN claims_evidence AS e ON e.claim_id = a.claim_id WHERE a.id = NEW.assessment_id AND e.id = NEW.evidence_id AND e.withdrawn_at IS NULL) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An assessment relies only on active evidence of its own claim.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_reliance_refutes(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_reliance_refutes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF EXISTS (SELECT 1 FROM claims_assessment AS a WHERE a.id = NEW.assessment_id AND a.to_status = 'refuted' AND a.evidence_count = (SELECT COUNT(*) FROM claims_reliance AS l WHERE l.assessment_id = NEW.assessment_id)) AND NOT EXISTS (SELECT 1 FROM claims_reliance AS l JOIN claims_evidence AS e ON e.id = l.evidence_id WHERE l.assessment_id = NEW.assessment_id AND e.directness <> 'search_without_result') THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'That searches found nothing refutes nothing.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_reliance_sealed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_reliance_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (SELECT COUNT(*) FROM claims_reliance AS l WHERE l.assessment_id = NEW.assessment_id) >= (SELECT a.evidence_count FROM claims_assessment AS a WHERE a.id = NEW.assessment_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The evidence an assessment relies on is sealed.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_revision_number(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_revision_number() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.number <> 1 + (SELECT COALESCE(MAX(r.number), 0) FROM sources_revision AS r WHERE r.document_id = NEW.document_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Revisions are numbered one after the other.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_series_unit(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_series_unit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.unit <> OLD.unit OR NEW.id <> OLD.id THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The unit of a series stays: make another series.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_source_affiliation_after_others(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_source_affiliation_after_others() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.affiliation_id IS NOT NULL THEN PERFORM pg_advisory_xact_lock(6201522); END IF; RETURN NEW; END$$;


--
-- Name: guard_source_affiliation_circle_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_source_affiliation_circle_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.affiliation_id <> NEW.id AND EXISTS (WITH RECURSIVE reached (id) AS (SELECT NEW.affiliation_id UNION SELECT s.affiliation_id FROM sources_source AS s JOIN reached ON s.id = reached.id WHERE s.affiliation_id IS NOT NULL) SELECT 1 FROM reached WHERE reached.id = NEW.id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Affiliations may not run in a circle.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_source_affiliation_circle_closed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_source_affiliation_circle_closed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NEW.affiliation_id <> NEW.id AND EXISTS (WITH RECURSIVE reached (id) AS (SELECT NEW.affiliation_id UNION SELECT s.affiliation_id FROM sources_source AS s JOIN reached ON s.id = reached.id WHERE s.affiliation_id IS NOT NULL) SELECT 1 FROM reached WHERE reached.id = NEW.id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Affiliations may not run in a circle.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_source_deleted(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_source_deleted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN DELETE FROM sources_sourcealias WHERE source_id = OLD.id; END IF; RETURN OLD; END$$;


--
-- Name: guard_source_name_added(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_source_name_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN INSERT INTO sources_sourcealias (source_id, name, folded) VALUES (NEW.id, NEW.name, NEW.folded); END IF; RETURN NEW; END$$;


--
-- Name: guard_source_name_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_source_name_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF NOT EXISTS (SELECT 1 FROM sources_sourcealias AS a WHERE a.folded = NEW.folded AND a.source_id = NEW.id) THEN INSERT INTO sources_sourcealias (source_id, name, folded) VALUES (NEW.id, NEW.name, NEW.folded); END IF; RETURN NEW; END$$;


--
-- Name: guard_sourcealias_is_name(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sourcealias_is_name() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF EXISTS (SELECT 1 FROM sources_source AS s WHERE s.id = OLD.source_id AND s.folded = OLD.folded) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'This spelling is the name of its source.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_sourcealias_of_name_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sourcealias_of_name_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF (NEW.folded <> OLD.folded OR NEW.source_id <> OLD.source_id) AND EXISTS (SELECT 1 FROM sources_source AS s WHERE s.id = OLD.source_id AND s.folded = OLD.folded) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'This spelling is the name of its source.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_sourcealias_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sourcealias_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The names of sources stay.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_sources_revision_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sources_revision_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A revision is never changed or removed: capture a new one.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_sources_revision_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sources_revision_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A revision is never changed or removed: capture a new one.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_sources_revision_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sources_revision_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A revision is never changed or removed: capture a new one.'; END IF; RETURN NEW; END$$;


--
-- Name: guard_sources_sourcerating_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sources_sourcerating_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A rating is never changed or removed: give a new one.'; END IF; RETURN OLD; END$$;


--
-- Name: guard_sources_sourcerating_truncate(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sources_sourcerating_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A rating is never changed or removed: give a new one.'; END IF; RETURN NULL; END$$;


--
-- Name: guard_sources_sourcerating_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.guard_sources_sourcerating_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN IF 1 = 1 THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A rating is never changed or removed: give a new one.'; END IF; RETURN NEW; END$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: accounts_idempotencykey; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_idempotencykey (
    id bigint NOT NULL,
    key character varying(100) NOT NULL,
    request_digest character varying(64) NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT accounts_idempotencykey_status_check CHECK ((status >= 0))
);


--
-- Name: accounts_idempotencykey_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_idempotencykey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_idempotencykey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_token (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    scopes character varying(30) NOT NULL,
    hint character varying(12) NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT token_scopes_known CHECK (((scopes)::text = ANY ((ARRAY['read write review'::character varying, 'read write'::character varying, 'read review'::character varying, 'write review'::character varying, 'read'::character varying, 'write'::character varying, 'review'::character varying])::text[])))
);


--
-- Name: accounts_token_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_token ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);


--
-- Name: accounts_user_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: accounts_user_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user_user_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: accounts_user_user_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: axes_accessattempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);


--
-- Name: axes_accessattempt_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: axes_accessattemptexpiration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: axes_accessfailurelog; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);


--
-- Name: axes_accessfailurelog_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: axes_accesslog; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);


--
-- Name: axes_accesslog_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_appearance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_appearance (
    id bigint NOT NULL,
    exact text NOT NULL,
    prefix character varying(200) NOT NULL,
    suffix character varying(200) NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    mode character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone,
    claim_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    retired_by_id bigint,
    revision_id bigint NOT NULL,
    CONSTRAINT appearance_mode_known CHECK (((mode)::text = ANY ((ARRAY['direct_quote'::character varying, 'partial_quote'::character varying, 'paraphrase'::character varying, 'own_voice'::character varying])::text[]))),
    CONSTRAINT appearance_retired_facts CHECK ((((retired_at IS NOT NULL) AND (retired_by_id IS NOT NULL)) OR ((retired_at IS NULL) AND (retired_by_id IS NULL)))),
    CONSTRAINT appearance_span CHECK (((start >= 0) AND ("end" > start) AND (length(exact) = ("end" - start)))),
    CONSTRAINT claims_appearance_end_check CHECK (("end" >= 0)),
    CONSTRAINT claims_appearance_start_check CHECK ((start >= 0))
);


--
-- Name: claims_appearance_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_appearance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_appearance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_assessment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_assessment (
    id bigint NOT NULL,
    number integer NOT NULL,
    action character varying(10) NOT NULL,
    from_status character varying(20) NOT NULL,
    to_status character varying(20) NOT NULL,
    rationale text NOT NULL,
    correction_type character varying(15) NOT NULL,
    correction_note text NOT NULL,
    evidence_count integer NOT NULL,
    text_sha256 character varying(64) NOT NULL,
    assessed_by_name character varying(310) NOT NULL,
    assessed_at timestamp with time zone NOT NULL,
    form smallint NOT NULL,
    previous_digest character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    assessed_by_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    CONSTRAINT assessment_action_known CHECK (((action)::text = ANY ((ARRAY['concluded'::character varying, 'proposed'::character varying, 'approved'::character varying, 'rejected'::character varying, 'dropped'::character varying])::text[]))),
    CONSTRAINT assessment_correction_facts CHECK ((((correction_note = ''::text) AND ((correction_type)::text = ''::text)) OR (((correction_type)::text = ANY ((ARRAY['factual_error'::character varying, 'new_evidence'::character varying, 'clarification'::character varying, 'retraction'::character varying])::text[])) AND (NOT (btrim(correction_note, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))))),
    CONSTRAINT assessment_decided_on_evidence CHECK (((NOT ((to_status)::text = ANY ((ARRAY['refuted'::character varying, 'supported'::character varying])::text[]))) OR ((action)::text = ANY ((ARRAY['dropped'::character varying, 'rejected'::character varying])::text[])) OR (evidence_count > 0))),
    CONSTRAINT assessment_digest_form CHECK (((length((digest)::text) = 64) AND (btrim((digest)::text, '0123456789abcdef'::text) = ''::text) AND (length((text_sha256)::text) = 64) AND (btrim((text_sha256)::text, '0123456789abcdef'::text) = ''::text))),
    CONSTRAINT assessment_from_known CHECK (((from_status)::text = ANY ((ARRAY['unassessed'::character varying, 'pending_outcome'::character varying, 'supported'::character varying, 'refuted'::character varying, 'not_enough_evidence'::character varying, 'conflicting_evidence'::character varying])::text[]))),
    CONSTRAINT assessment_rationale_visible CHECK ((NOT (btrim(rationale, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT assessment_to_known CHECK (((to_status)::text = ANY ((ARRAY['unassessed'::character varying, 'pending_outcome'::character varying, 'supported'::character varying, 'refuted'::character varying, 'not_enough_evidence'::character varying, 'conflicting_evidence'::character varying])::text[]))),
    CONSTRAINT claims_assessment_evidence_count_check CHECK ((evidence_count >= 0)),
    CONSTRAINT claims_assessment_form_check CHECK ((form >= 0)),
    CONSTRAINT claims_assessment_number_check CHECK ((number >= 0))
);


--
-- Name: claims_assessment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_attribution; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_attribution (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    wording character varying(200) NOT NULL,
    appearance_id bigint NOT NULL,
    source_id bigint NOT NULL,
    CONSTRAINT claims_attribution_position_check CHECK (("position" >= 0))
);


--
-- Name: claims_attribution_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_attribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_attribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_cachedclaim; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_cachedclaim (
    id bigint NOT NULL,
    audience character varying(6) NOT NULL,
    "position" bigint NOT NULL,
    until date,
    shape character varying(16) NOT NULL,
    body text NOT NULL,
    claim_id bigint NOT NULL,
    CONSTRAINT claims_cachedclaim_position_check CHECK (("position" >= 0))
);


--
-- Name: claims_cachedclaim_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_cachedclaim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_cachedclaim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_changelogentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_changelogentry (
    "position" bigint NOT NULL,
    claim_id bigint,
    version integer,
    is_public boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT claims_changelogentry_claim_id_check CHECK ((claim_id >= 0)),
    CONSTRAINT claims_changelogentry_position_check CHECK (("position" >= 0)),
    CONSTRAINT claims_changelogentry_version_check CHECK ((version >= 0))
);


--
-- Name: claims_claim; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_claim (
    id bigint NOT NULL,
    text text NOT NULL,
    claim_type character varying(20) NOT NULL,
    claim_date date,
    starts_on date,
    ends_on date,
    date_wording character varying(200) NOT NULL,
    due_on date,
    context text NOT NULL,
    language character varying(35) NOT NULL,
    evidence_status character varying(20) NOT NULL,
    external_id character varying(200) NOT NULL,
    published_at timestamp with time zone,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    assigned_to_id bigint,
    created_by_id bigint NOT NULL,
    edited_by_id bigint NOT NULL,
    published_by_id bigint,
    updated_by_id bigint NOT NULL,
    CONSTRAINT claim_language_form CHECK (((((language)::text ~~* '__'::text) OR ((language)::text ~~* '___'::text) OR ((language)::text ~~* '__-%'::text) OR ((language)::text ~~* '___-%'::text)) AND (btrim((language)::text, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'::text) = ''::text) AND (NOT (((language)::text ~~* '%--%'::text) OR ((language)::text ~~* '%-'::text))))),
    CONSTRAINT claim_published_facts CHECK ((((published_at IS NOT NULL) AND (published_by_id IS NOT NULL)) OR ((published_at IS NULL) AND (published_by_id IS NULL)))),
    CONSTRAINT claim_status_known CHECK (((evidence_status)::text = ANY ((ARRAY['unassessed'::character varying, 'pending_outcome'::character varying, 'supported'::character varying, 'refuted'::character varying, 'not_enough_evidence'::character varying, 'conflicting_evidence'::character varying])::text[]))),
    CONSTRAINT claim_text_length CHECK ((length(text) <= 1000)),
    CONSTRAINT claim_text_one_line CHECK (((NOT (text ~~ '%
%'::text)) AND (NOT (text ~~ '%
%'::text)))),
    CONSTRAINT claim_text_visible CHECK ((NOT (btrim(text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT claim_time_in_order CHECK (((ends_on IS NULL) OR ((ends_on >= starts_on) AND (starts_on IS NOT NULL)))),
    CONSTRAINT claim_type_known CHECK (((claim_type)::text = ANY ((ARRAY['event_property'::character varying, 'numerical'::character varying, 'quote_verification'::character varying, 'causal'::character varying, 'position_statement'::character varying])::text[]))),
    CONSTRAINT claims_claim_version_check CHECK ((version >= 0))
);


--
-- Name: claims_claim_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_claimversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_claimversion (
    id bigint NOT NULL,
    text text NOT NULL,
    claim_type character varying(20) NOT NULL,
    claim_date date,
    starts_on date,
    ends_on date,
    date_wording character varying(200) NOT NULL,
    due_on date,
    context text NOT NULL,
    language character varying(35) NOT NULL,
    evidence_status character varying(20) NOT NULL,
    external_id character varying(200) NOT NULL,
    published_at timestamp with time zone,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    form smallint NOT NULL,
    events jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    assigned_to_id bigint,
    claim_id bigint NOT NULL,
    created_by_id bigint NOT NULL,
    edited_by_id bigint NOT NULL,
    published_by_id bigint,
    updated_by_id bigint NOT NULL,
    CONSTRAINT claims_claimversion_form_check CHECK ((form >= 0)),
    CONSTRAINT claims_claimversion_version_check CHECK ((version >= 0))
);


--
-- Name: claims_claimversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_claimversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_claimversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_claimwords; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_claimwords (
    rowid bigint NOT NULL,
    text_words text NOT NULL,
    quote_words text NOT NULL,
    source_words text NOT NULL,
    context_words text NOT NULL,
    claims_claimwords tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array((((text_words || quote_words) || source_words) || context_words), ' '::text), ''::text))) STORED NOT NULL
);


--
-- Name: claims_evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_evidence (
    id bigint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawal_reason text NOT NULL,
    stance character varying(10) NOT NULL,
    directness character varying(25) NOT NULL,
    quote text NOT NULL,
    start integer,
    "end" integer,
    url character varying(2000) NOT NULL,
    credibility smallint NOT NULL,
    note text NOT NULL,
    form smallint NOT NULL,
    digest character varying(64) NOT NULL,
    added_by_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    document_id bigint,
    relays_id bigint,
    revision_id bigint,
    source_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT claims_evidence_credibility_check CHECK ((credibility >= 0)),
    CONSTRAINT claims_evidence_end_check CHECK (("end" >= 0)),
    CONSTRAINT claims_evidence_form_check CHECK ((form >= 0)),
    CONSTRAINT claims_evidence_start_check CHECK ((start >= 0)),
    CONSTRAINT evidence_can_be_found CHECK (((document_id IS NOT NULL) OR (NOT ((url)::text = ''::text)) OR (NOT (btrim(note, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text)))),
    CONSTRAINT evidence_credibility_known CHECK ((credibility = ANY (ARRAY[1, 2, 3, 4, 5, 6]))),
    CONSTRAINT evidence_directness_known CHECK (((directness)::text = ANY ((ARRAY['first_hand'::character varying, 'relayed'::character varying, 'endorsement'::character varying, 'search_without_result'::character varying])::text[]))),
    CONSTRAINT evidence_quote_pinned CHECK (((("end" IS NULL) AND (quote = ''::text) AND (start IS NULL)) OR (("end" > start) AND ("end" IS NOT NULL) AND (length(quote) = ("end" - start)) AND (revision_id IS NOT NULL) AND (start IS NOT NULL)))),
    CONSTRAINT evidence_relays_another CHECK (((relays_id IS NULL) OR (((directness)::text = 'relayed'::text) AND (NOT ((relays_id = source_id) AND (relays_id IS NOT NULL)))))),
    CONSTRAINT evidence_revision_of_document CHECK (((revision_id IS NULL) OR (document_id IS NOT NULL))),
    CONSTRAINT evidence_stance_known CHECK (((stance)::text = ANY ((ARRAY['supports'::character varying, 'refutes'::character varying, 'context'::character varying])::text[]))),
    CONSTRAINT evidence_url_of_web CHECK ((((url)::text = ''::text) OR ((((url)::text ~~* 'http://_%'::text) OR ((url)::text ~~* 'https://_%'::text)) AND (NOT (((url)::text ~~ '% %'::text) OR ((url)::text ~~ '%
%'::text)))))),
    CONSTRAINT evidence_withdrawn_facts CHECK ((((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT (btrim(withdrawal_reason, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))) OR ((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL) AND (withdrawal_reason = ''::text))))
);


--
-- Name: claims_evidence_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_origincount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_origincount (
    id bigint NOT NULL,
    version integer NOT NULL,
    count integer NOT NULL,
    claim_id bigint NOT NULL,
    CONSTRAINT claims_origincount_count_check CHECK ((count >= 0)),
    CONSTRAINT claims_origincount_version_check CHECK ((version >= 0))
);


--
-- Name: claims_origincount_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_origincount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_origincount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_quantity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_quantity (
    id bigint NOT NULL,
    comparator character varying(10) NOT NULL,
    low numeric(24,6),
    high numeric(24,6),
    unit character varying(50) NOT NULL,
    counted character varying(200) NOT NULL,
    wording character varying(200) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    appearance_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    stated_by_id bigint NOT NULL,
    series_id bigint,
    CONSTRAINT quantity_bounds CHECK (((((comparator)::text = ANY ((ARRAY['equal'::character varying, 'about'::character varying])::text[])) AND (high IS NOT NULL) AND (low = high) AND (low IS NOT NULL)) OR (((comparator)::text = 'at_least'::text) AND (high IS NULL) AND (low IS NOT NULL)) OR (((comparator)::text = 'at_most'::text) AND (high IS NOT NULL) AND (low IS NULL)) OR (((comparator)::text = 'range'::text) AND (high IS NOT NULL) AND (low IS NOT NULL) AND (low < high)) OR (((comparator)::text = 'vague'::text) AND (high IS NULL) AND (low IS NULL)))),
    CONSTRAINT quantity_counted_visible CHECK ((NOT (btrim((counted)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT quantity_unit_visible CHECK ((NOT (btrim((unit)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT quantity_wording_visible CHECK ((NOT (btrim((wording)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text)))
);


--
-- Name: claims_quantity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_quantity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_quantity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_quotecheck; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_quotecheck (
    id bigint NOT NULL,
    state character varying(20) NOT NULL,
    start integer,
    "end" integer,
    checked_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by_id bigint,
    appearance_id bigint NOT NULL,
    other_revision_id bigint,
    revision_id bigint NOT NULL,
    CONSTRAINT claims_quotecheck_end_check CHECK (("end" >= 0)),
    CONSTRAINT claims_quotecheck_start_check CHECK ((start >= 0)),
    CONSTRAINT quotecheck_accepted_facts CHECK ((((accepted_at IS NOT NULL) AND (accepted_by_id IS NOT NULL)) OR ((accepted_at IS NULL) AND (accepted_by_id IS NULL)))),
    CONSTRAINT quotecheck_accepted_place CHECK (((accepted_at IS NULL) OR (start IS NOT NULL))),
    CONSTRAINT quotecheck_other_if_orphaned CHECK (((other_revision_id IS NULL) OR ((state)::text = 'orphaned'::text))),
    CONSTRAINT quotecheck_place CHECK (((("end" IS NOT NULL) AND (start IS NOT NULL) AND ((state)::text = ANY ((ARRAY['exact'::character varying, 'moved'::character varying, 'normalized'::character varying])::text[])) AND ("end" > start)) OR ((NOT ((state)::text = ANY ((ARRAY['exact'::character varying, 'moved'::character varying, 'normalized'::character varying])::text[]))) AND ("end" IS NULL) AND (start IS NULL)))),
    CONSTRAINT quotecheck_state_known CHECK (((state)::text = ANY ((ARRAY['exact'::character varying, 'normalized'::character varying, 'moved'::character varying, 'ambiguous'::character varying, 'orphaned'::character varying])::text[])))
);


--
-- Name: claims_quotecheck_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_quotecheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_quotecheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_relation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_relation (
    id bigint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawal_reason text NOT NULL,
    kind character varying(20) NOT NULL,
    note text NOT NULL,
    added_by_id bigint NOT NULL,
    from_claim_id bigint NOT NULL,
    to_claim_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT relation_kind_known CHECK (((kind)::text = ANY ((ARRAY['repeats'::character varying, 'contradicts'::character varying, 'supersedes'::character varying, 'narrows'::character varying, 'part_of'::character varying, 'denies'::character varying])::text[]))),
    CONSTRAINT relation_symmetric_once CHECK (((NOT ((kind)::text = 'contradicts'::text)) OR (from_claim_id < to_claim_id))),
    CONSTRAINT relation_to_another CHECK ((NOT (from_claim_id = to_claim_id))),
    CONSTRAINT relation_withdrawn_facts CHECK ((((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT (btrim(withdrawal_reason, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))) OR ((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL) AND (withdrawal_reason = ''::text))))
);


--
-- Name: claims_relation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_relation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_relation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_reliance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_reliance (
    id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    evidence_id bigint NOT NULL
);


--
-- Name: claims_reliance_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_reliance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_reliance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: claims_series; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims_series (
    id bigint NOT NULL,
    folded character varying(400) NOT NULL,
    name character varying(200) NOT NULL,
    unit character varying(50) NOT NULL,
    description text NOT NULL,
    CONSTRAINT series_folded CHECK ((NOT ((folded)::text = ''::text))),
    CONSTRAINT series_name_visible CHECK ((NOT (btrim((name)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT series_unit_visible CHECK ((NOT (btrim((unit)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text)))
);


--
-- Name: claims_series_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.claims_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.claims_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_admin_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Name: django_tasks_database_dbtaskresult; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_tasks_database_dbtaskresult (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    args_kwargs jsonb NOT NULL,
    priority integer NOT NULL,
    task_path text NOT NULL,
    queue_name character varying(32) NOT NULL,
    backend_name character varying(32) NOT NULL,
    run_after timestamp with time zone NOT NULL,
    enqueued_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    started_at timestamp with time zone,
    return_value jsonb,
    exception_class_path text CONSTRAINT django_tasks_database_dbtaskresul_exception_class_path_not_null NOT NULL,
    traceback text NOT NULL,
    worker_ids jsonb NOT NULL,
    CONSTRAINT priority_range CHECK (((priority >= '-100'::integer) AND (priority <= 100)))
);


--
-- Name: sources_document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources_document (
    id bigint NOT NULL,
    title character varying(500) NOT NULL,
    url character varying(2000) NOT NULL,
    language character varying(35) NOT NULL,
    original_language character varying(35) NOT NULL,
    published_on date,
    published_at timestamp with time zone,
    origin_id bigint,
    publisher_id bigint NOT NULL,
    CONSTRAINT document_language_form CHECK (((((language)::text ~~* '__'::text) OR ((language)::text ~~* '___'::text) OR ((language)::text ~~* '__-%'::text) OR ((language)::text ~~* '___-%'::text)) AND (btrim((language)::text, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'::text) = ''::text) AND (NOT (((language)::text ~~* '%--%'::text) OR ((language)::text ~~* '%-'::text))) AND (((original_language)::text = ''::text) OR ((((original_language)::text ~~* '__'::text) OR ((original_language)::text ~~* '___'::text) OR ((original_language)::text ~~* '__-%'::text) OR ((original_language)::text ~~* '___-%'::text)) AND (btrim((original_language)::text, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'::text) = ''::text) AND (NOT (((original_language)::text ~~* '%--%'::text) OR ((original_language)::text ~~* '%-'::text))))))),
    CONSTRAINT document_origin_other CHECK (((origin_id IS NULL) OR (NOT ((origin_id = publisher_id) AND (origin_id IS NOT NULL))))),
    CONSTRAINT document_published_at_has_day CHECK (((published_at IS NULL) OR (published_on IS NOT NULL))),
    CONSTRAINT document_title_visible CHECK ((NOT (btrim((title)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT document_translated_from_other CHECK ((NOT ((original_language)::text = (language)::text))),
    CONSTRAINT document_url_of_web CHECK ((((url)::text = ''::text) OR ((((url)::text ~~* 'http://_%'::text) OR ((url)::text ~~* 'https://_%'::text)) AND (NOT (((url)::text ~~ '% %'::text) OR ((url)::text ~~ '%
%'::text))))))
);


--
-- Name: sources_document_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sources_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sources_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sources_passage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources_passage (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    exact character varying(600) NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT passage_kind_known CHECK (((kind)::text = ANY ((ARRAY['heading'::character varying, 'caption'::character varying])::text[])))
);


--
-- Name: sources_passage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sources_passage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sources_passage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sources_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources_revision (
    id bigint NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    sha256 character varying(64) NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    captured_by_id bigint NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT revision_sha256_form CHECK (((length((sha256)::text) = 64) AND (btrim((sha256)::text, '0123456789abcdef'::text) = ''::text))),
    CONSTRAINT revision_text_visible CHECK ((NOT (btrim(text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT sources_revision_number_check CHECK ((number >= 0))
);


--
-- Name: sources_revision_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sources_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sources_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sources_source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources_source (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    folded character varying(400) NOT NULL,
    kind character varying(20) NOT NULL,
    description text NOT NULL,
    wikidata_id character varying(13) NOT NULL,
    affiliation_id bigint,
    CONSTRAINT source_affiliation_other CHECK (((affiliation_id IS NULL) OR (NOT ((affiliation_id = id) AND (affiliation_id IS NOT NULL))))),
    CONSTRAINT source_folded CHECK ((NOT ((folded)::text = ''::text))),
    CONSTRAINT source_kind_known CHECK (((kind)::text = ANY ((ARRAY['person'::character varying, 'organization'::character varying, 'government_body'::character varying, 'news_agency'::character varying, 'news_outlet'::character varying, 'unnamed'::character varying])::text[]))),
    CONSTRAINT source_name_visible CHECK ((NOT (btrim((name)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT source_wikidata_id_form CHECK ((((wikidata_id)::text = ''::text) OR ((length((wikidata_id)::text) <= 13) AND ((wikidata_id)::text ~~* 'Q_%'::text) AND (btrim((wikidata_id)::text, 'Q0123456789'::text) = ''::text) AND (NOT ((wikidata_id)::text ~~* 'Q0%'::text)) AND (NOT ((wikidata_id)::text ~~* 'Q%Q%'::text)))))
);


--
-- Name: sources_source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sources_source ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sources_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sources_sourcealias; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources_sourcealias (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    folded character varying(400) NOT NULL,
    source_id bigint NOT NULL,
    CONSTRAINT sourcealias_folded CHECK ((NOT ((folded)::text = ''::text))),
    CONSTRAINT sourcealias_name_visible CHECK ((NOT (btrim((name)::text, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text)))
);


--
-- Name: sources_sourcealias_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sources_sourcealias ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sources_sourcealias_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sources_sourcerating; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources_sourcerating (
    id bigint NOT NULL,
    reliability character varying(1) NOT NULL,
    reason text NOT NULL,
    rated_at timestamp with time zone NOT NULL,
    rated_by_id bigint NOT NULL,
    source_id bigint NOT NULL,
    CONSTRAINT rating_reason_visible CHECK ((NOT (btrim(reason, '	

  ­ᅟᅠ     ⁠⠀　ㅤ﻿ﾠ           ​‌‍‎‏'::text) = ''::text))),
    CONSTRAINT rating_reliability_known CHECK (((reliability)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'C'::character varying, 'D'::character varying, 'E'::character varying, 'F'::character varying])::text[])))
);


--
-- Name: sources_sourcerating_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sources_sourcerating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sources_sourcerating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhooks_delivery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhooks_delivery (
    id bigint NOT NULL,
    message uuid NOT NULL,
    "position" bigint NOT NULL,
    events jsonb NOT NULL,
    claim_id bigint NOT NULL,
    version integer,
    at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    task uuid,
    attempted_at timestamp with time zone,
    response_status smallint,
    duration_ms integer,
    error character varying(500) NOT NULL,
    webhook_id bigint NOT NULL,
    CONSTRAINT delivery_state_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'delivered'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT webhooks_delivery_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT webhooks_delivery_claim_id_check CHECK ((claim_id >= 0)),
    CONSTRAINT webhooks_delivery_duration_ms_check CHECK ((duration_ms >= 0)),
    CONSTRAINT webhooks_delivery_position_check CHECK (("position" >= 0)),
    CONSTRAINT webhooks_delivery_response_status_check CHECK ((response_status >= 0)),
    CONSTRAINT webhooks_delivery_version_check CHECK ((version >= 0))
);


--
-- Name: webhooks_delivery_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhooks_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhooks_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhooks_webhook; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhooks_webhook (
    id bigint NOT NULL,
    url character varying(500) NOT NULL,
    secret character varying(100) NOT NULL,
    events jsonb NOT NULL,
    site character varying(300) NOT NULL,
    "position" bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    failures integer NOT NULL,
    rests_until timestamp with time zone,
    disabled_at timestamp with time zone,
    disabled_reason character varying(200) NOT NULL,
    token_id bigint NOT NULL,
    CONSTRAINT webhook_disabled_facts CHECK ((((disabled_at IS NULL) AND ((disabled_reason)::text = ''::text)) OR ((disabled_at IS NOT NULL) AND (NOT ((disabled_reason)::text = ''::text))))),
    CONSTRAINT webhooks_webhook_failures_check CHECK ((failures >= 0)),
    CONSTRAINT webhooks_webhook_position_check CHECK (("position" >= 0))
);


--
-- Name: webhooks_webhook_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhooks_webhook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhooks_webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: accounts_idempotencykey; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts_idempotencykey VALUES (1, '5f0c', '0000000000000000000000000000000000000000000000000000000000000000', 201, '{}', '\x', '2026-11-28 04:29:45.502737+00', 1);


--
-- Data for Name: accounts_token; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts_token VALUES (1, 'notebook', 'read write review', 'ct_pPC2s', 'af724b99630676c448dcd8b72c89776e19d59e72ec702c6f71cc411347a35e0f', '2026-11-28 04:29:45.492153+00', NULL, NULL, NULL, 1);


--
-- Data for Name: accounts_user; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts_user VALUES (1, '!vtQYTfIOwyVIx9JRpAZNVNEPx4Xx827WHobHclSr', NULL, false, 'ruth', 'Ruth', '', '', true, true, '2026-11-28 04:29:45.476666+00');
INSERT INTO public.accounts_user VALUES (2, '!rWKupzTlzfV7WOExVfZfVeH7MU7Z48iHcue00duG', NULL, false, 'omar', 'Omar', '', '', true, true, '2026-11-28 04:29:45.487035+00');


--
-- Data for Name: accounts_user_groups; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts_user_groups VALUES (1, 1, 3);


--
-- Data for Name: accounts_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group VALUES (1, 'Viewer');
INSERT INTO public.auth_group VALUES (2, 'Reviewer');
INSERT INTO public.auth_group VALUES (3, 'Editor');


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group_permissions VALUES (1, 1, 64);
INSERT INTO public.auth_group_permissions VALUES (2, 1, 68);
INSERT INTO public.auth_group_permissions VALUES (3, 1, 102);
INSERT INTO public.auth_group_permissions VALUES (4, 1, 72);
INSERT INTO public.auth_group_permissions VALUES (5, 1, 139);
INSERT INTO public.auth_group_permissions VALUES (6, 1, 76);
INSERT INTO public.auth_group_permissions VALUES (7, 1, 80);
INSERT INTO public.auth_group_permissions VALUES (8, 1, 84);
INSERT INTO public.auth_group_permissions VALUES (9, 1, 88);
INSERT INTO public.auth_group_permissions VALUES (10, 1, 122);
INSERT INTO public.auth_group_permissions VALUES (11, 2, 64);
INSERT INTO public.auth_group_permissions VALUES (12, 2, 68);
INSERT INTO public.auth_group_permissions VALUES (13, 2, 69);
INSERT INTO public.auth_group_permissions VALUES (14, 2, 102);
INSERT INTO public.auth_group_permissions VALUES (15, 2, 72);
INSERT INTO public.auth_group_permissions VALUES (16, 2, 73);
INSERT INTO public.auth_group_permissions VALUES (17, 2, 139);
INSERT INTO public.auth_group_permissions VALUES (18, 2, 76);
INSERT INTO public.auth_group_permissions VALUES (19, 2, 80);
INSERT INTO public.auth_group_permissions VALUES (20, 2, 84);
INSERT INTO public.auth_group_permissions VALUES (21, 2, 119);
INSERT INTO public.auth_group_permissions VALUES (22, 2, 88);
INSERT INTO public.auth_group_permissions VALUES (23, 2, 89);
INSERT INTO public.auth_group_permissions VALUES (24, 2, 122);
INSERT INTO public.auth_group_permissions VALUES (25, 2, 123);
INSERT INTO public.auth_group_permissions VALUES (26, 2, 61);
INSERT INTO public.auth_group_permissions VALUES (27, 3, 136);
INSERT INTO public.auth_group_permissions VALUES (28, 3, 137);
INSERT INTO public.auth_group_permissions VALUES (29, 3, 138);
INSERT INTO public.auth_group_permissions VALUES (30, 3, 139);
INSERT INTO public.auth_group_permissions VALUES (31, 3, 53);
INSERT INTO public.auth_group_permissions VALUES (32, 3, 54);
INSERT INTO public.auth_group_permissions VALUES (33, 3, 55);
INSERT INTO public.auth_group_permissions VALUES (34, 3, 56);
INSERT INTO public.auth_group_permissions VALUES (35, 3, 61);
INSERT INTO public.auth_group_permissions VALUES (36, 3, 62);
INSERT INTO public.auth_group_permissions VALUES (37, 3, 64);
INSERT INTO public.auth_group_permissions VALUES (38, 3, 65);
INSERT INTO public.auth_group_permissions VALUES (39, 3, 66);
INSERT INTO public.auth_group_permissions VALUES (40, 3, 68);
INSERT INTO public.auth_group_permissions VALUES (41, 3, 69);
INSERT INTO public.auth_group_permissions VALUES (42, 3, 70);
INSERT INTO public.auth_group_permissions VALUES (43, 3, 71);
INSERT INTO public.auth_group_permissions VALUES (44, 3, 72);
INSERT INTO public.auth_group_permissions VALUES (45, 3, 73);
INSERT INTO public.auth_group_permissions VALUES (46, 3, 76);
INSERT INTO public.auth_group_permissions VALUES (47, 3, 77);
INSERT INTO public.auth_group_permissions VALUES (48, 3, 78);
INSERT INTO public.auth_group_permissions VALUES (49, 3, 79);
INSERT INTO public.auth_group_permissions VALUES (50, 3, 80);
INSERT INTO public.auth_group_permissions VALUES (51, 3, 81);
INSERT INTO public.auth_group_permissions VALUES (52, 3, 84);
INSERT INTO public.auth_group_permissions VALUES (53, 3, 85);
INSERT INTO public.auth_group_permissions VALUES (54, 3, 86);
INSERT INTO public.auth_group_permissions VALUES (55, 3, 87);
INSERT INTO public.auth_group_permissions VALUES (56, 3, 88);
INSERT INTO public.auth_group_permissions VALUES (57, 3, 89);
INSERT INTO public.auth_group_permissions VALUES (58, 3, 90);
INSERT INTO public.auth_group_permissions VALUES (59, 3, 102);
INSERT INTO public.auth_group_permissions VALUES (60, 3, 119);
INSERT INTO public.auth_group_permissions VALUES (61, 3, 122);
INSERT INTO public.auth_group_permissions VALUES (62, 3, 123);


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES (1, 'Can add permission', 1, 'add_permission');
INSERT INTO public.auth_permission VALUES (2, 'Can change permission', 1, 'change_permission');
INSERT INTO public.auth_permission VALUES (3, 'Can delete permission', 1, 'delete_permission');
INSERT INTO public.auth_permission VALUES (4, 'Can view permission', 1, 'view_permission');
INSERT INTO public.auth_permission VALUES (5, 'Can add group', 2, 'add_group');
INSERT INTO public.auth_permission VALUES (6, 'Can change group', 2, 'change_group');
INSERT INTO public.auth_permission VALUES (7, 'Can delete group', 2, 'delete_group');
INSERT INTO public.auth_permission VALUES (8, 'Can view group', 2, 'view_group');
INSERT INTO public.auth_permission VALUES (9, 'Can add content type', 3, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (10, 'Can change content type', 3, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (11, 'Can delete content type', 3, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (12, 'Can view content type', 3, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (13, 'Can add session', 4, 'add_session');
INSERT INTO public.auth_permission VALUES (14, 'Can change session', 4, 'change_session');
INSERT INTO public.auth_permission VALUES (15, 'Can delete session', 4, 'delete_session');
INSERT INTO public.auth_permission VALUES (16, 'Can view session', 4, 'view_session');
INSERT INTO public.auth_permission VALUES (17, 'Can add user', 5, 'add_user');
INSERT INTO public.auth_permission VALUES (18, 'Can change user', 5, 'change_user');
INSERT INTO public.auth_permission VALUES (19, 'Can delete user', 5, 'delete_user');
INSERT INTO public.auth_permission VALUES (20, 'Can view user', 5, 'view_user');
INSERT INTO public.auth_permission VALUES (21, 'Can add idempotency key', 6, 'add_idempotencykey');
INSERT INTO public.auth_permission VALUES (22, 'Can change idempotency key', 6, 'change_idempotencykey');
INSERT INTO public.auth_permission VALUES (23, 'Can delete idempotency key', 6, 'delete_idempotencykey');
INSERT INTO public.auth_permission VALUES (24, 'Can view idempotency key', 6, 'view_idempotencykey');
INSERT INTO public.auth_permission VALUES (25, 'Can add token', 7, 'add_token');
INSERT INTO public.auth_permission VALUES (26, 'Can change token', 7, 'change_token');
INSERT INTO public.auth_permission VALUES (27, 'Can delete token', 7, 'delete_token');
INSERT INTO public.auth_permission VALUES (28, 'Can view token', 7, 'view_token');
INSERT INTO public.auth_permission VALUES (29, 'Can add log entry', 8, 'add_logentry');
INSERT INTO public.auth_permission VALUES (30, 'Can change log entry', 8, 'change_logentry');
INSERT INTO public.auth_permission VALUES (31, 'Can delete log entry', 8, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (32, 'Can view log entry', 8, 'view_logentry');
INSERT INTO public.auth_permission VALUES (33, 'Can add access attempt', 9, 'add_accessattempt');
INSERT INTO public.auth_permission VALUES (34, 'Can change access attempt', 9, 'change_accessattempt');
INSERT INTO public.auth_permission VALUES (35, 'Can delete access attempt', 9, 'delete_accessattempt');
INSERT INTO public.auth_permission VALUES (36, 'Can view access attempt', 9, 'view_accessattempt');
INSERT INTO public.auth_permission VALUES (37, 'Can add access log', 10, 'add_accesslog');
INSERT INTO public.auth_permission VALUES (38, 'Can change access log', 10, 'change_accesslog');
INSERT INTO public.auth_permission VALUES (39, 'Can delete access log', 10, 'delete_accesslog');
INSERT INTO public.auth_permission VALUES (40, 'Can view access log', 10, 'view_accesslog');
INSERT INTO public.auth_permission VALUES (41, 'Can add access failure', 11, 'add_accessfailurelog');
INSERT INTO public.auth_permission VALUES (42, 'Can change access failure', 11, 'change_accessfailurelog');
INSERT INTO public.auth_permission VALUES (43, 'Can delete access failure', 11, 'delete_accessfailurelog');
INSERT INTO public.auth_permission VALUES (44, 'Can view access failure', 11, 'view_accessfailurelog');
INSERT INTO public.auth_permission VALUES (45, 'Can add access attempt expiration', 12, 'add_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (46, 'Can change access attempt expiration', 12, 'change_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (47, 'Can delete access attempt expiration', 12, 'delete_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (48, 'Can view access attempt expiration', 12, 'view_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (49, 'Can add Task Result', 13, 'add_dbtaskresult');
INSERT INTO public.auth_permission VALUES (50, 'Can change Task Result', 13, 'change_dbtaskresult');
INSERT INTO public.auth_permission VALUES (51, 'Can delete Task Result', 13, 'delete_dbtaskresult');
INSERT INTO public.auth_permission VALUES (52, 'Can view Task Result', 13, 'view_dbtaskresult');
INSERT INTO public.auth_permission VALUES (53, 'Can add webhook', 14, 'add_webhook');
INSERT INTO public.auth_permission VALUES (54, 'Can change webhook', 14, 'change_webhook');
INSERT INTO public.auth_permission VALUES (55, 'Can delete webhook', 14, 'delete_webhook');
INSERT INTO public.auth_permission VALUES (56, 'Can view webhook', 14, 'view_webhook');
INSERT INTO public.auth_permission VALUES (57, 'Can add delivery', 15, 'add_delivery');
INSERT INTO public.auth_permission VALUES (58, 'Can change delivery', 15, 'change_delivery');
INSERT INTO public.auth_permission VALUES (59, 'Can delete delivery', 15, 'delete_delivery');
INSERT INTO public.auth_permission VALUES (60, 'Can view delivery', 15, 'view_delivery');
INSERT INTO public.auth_permission VALUES (61, 'Can add source', 16, 'add_source');
INSERT INTO public.auth_permission VALUES (62, 'Can change source', 16, 'change_source');
INSERT INTO public.auth_permission VALUES (63, 'Can delete source', 16, 'delete_source');
INSERT INTO public.auth_permission VALUES (64, 'Can view source', 16, 'view_source');
INSERT INTO public.auth_permission VALUES (65, 'Can add document', 17, 'add_document');
INSERT INTO public.auth_permission VALUES (66, 'Can change document', 17, 'change_document');
INSERT INTO public.auth_permission VALUES (67, 'Can delete document', 17, 'delete_document');
INSERT INTO public.auth_permission VALUES (68, 'Can view document', 17, 'view_document');
INSERT INTO public.auth_permission VALUES (69, 'Can add other spelling', 18, 'add_sourcealias');
INSERT INTO public.auth_permission VALUES (70, 'Can change other spelling', 18, 'change_sourcealias');
INSERT INTO public.auth_permission VALUES (71, 'Can delete other spelling', 18, 'delete_sourcealias');
INSERT INTO public.auth_permission VALUES (72, 'Can view other spelling', 18, 'view_sourcealias');
INSERT INTO public.auth_permission VALUES (73, 'Can add source rating', 19, 'add_sourcerating');
INSERT INTO public.auth_permission VALUES (74, 'Can change source rating', 19, 'change_sourcerating');
INSERT INTO public.auth_permission VALUES (75, 'Can delete source rating', 19, 'delete_sourcerating');
INSERT INTO public.auth_permission VALUES (76, 'Can view source rating', 19, 'view_sourcerating');
INSERT INTO public.auth_permission VALUES (77, 'Can add passage', 20, 'add_passage');
INSERT INTO public.auth_permission VALUES (78, 'Can change passage', 20, 'change_passage');
INSERT INTO public.auth_permission VALUES (79, 'Can delete passage', 20, 'delete_passage');
INSERT INTO public.auth_permission VALUES (80, 'Can view passage', 20, 'view_passage');
INSERT INTO public.auth_permission VALUES (81, 'Can add revision', 21, 'add_revision');
INSERT INTO public.auth_permission VALUES (82, 'Can change revision', 21, 'change_revision');
INSERT INTO public.auth_permission VALUES (83, 'Can delete revision', 21, 'delete_revision');
INSERT INTO public.auth_permission VALUES (84, 'Can view revision', 21, 'view_revision');
INSERT INTO public.auth_permission VALUES (85, 'Can add claim', 22, 'add_claim');
INSERT INTO public.auth_permission VALUES (86, 'Can change claim', 22, 'change_claim');
INSERT INTO public.auth_permission VALUES (87, 'Can delete claim', 22, 'delete_claim');
INSERT INTO public.auth_permission VALUES (88, 'Can view claim', 22, 'view_claim');
INSERT INTO public.auth_permission VALUES (89, 'Can mark the evidence status of claims', 22, 'assess_claim');
INSERT INTO public.auth_permission VALUES (90, 'Can publish claims', 22, 'publish_claim');
INSERT INTO public.auth_permission VALUES (91, 'Can add claim words', 23, 'add_claimwords');
INSERT INTO public.auth_permission VALUES (92, 'Can change claim words', 23, 'change_claimwords');
INSERT INTO public.auth_permission VALUES (93, 'Can delete claim words', 23, 'delete_claimwords');
INSERT INTO public.auth_permission VALUES (94, 'Can view claim words', 23, 'view_claimwords');
INSERT INTO public.auth_permission VALUES (95, 'Can add appearance', 24, 'add_appearance');
INSERT INTO public.auth_permission VALUES (96, 'Can change appearance', 24, 'change_appearance');
INSERT INTO public.auth_permission VALUES (97, 'Can delete appearance', 24, 'delete_appearance');
INSERT INTO public.auth_permission VALUES (98, 'Can view appearance', 24, 'view_appearance');
INSERT INTO public.auth_permission VALUES (99, 'Can add assessment', 25, 'add_assessment');
INSERT INTO public.auth_permission VALUES (100, 'Can change assessment', 25, 'change_assessment');
INSERT INTO public.auth_permission VALUES (101, 'Can delete assessment', 25, 'delete_assessment');
INSERT INTO public.auth_permission VALUES (102, 'Can view assessment', 25, 'view_assessment');
INSERT INTO public.auth_permission VALUES (103, 'Can add attribution', 26, 'add_attribution');
INSERT INTO public.auth_permission VALUES (104, 'Can change attribution', 26, 'change_attribution');
INSERT INTO public.auth_permission VALUES (105, 'Can delete attribution', 26, 'delete_attribution');
INSERT INTO public.auth_permission VALUES (106, 'Can view attribution', 26, 'view_attribution');
INSERT INTO public.auth_permission VALUES (107, 'Can add cached claim', 27, 'add_cachedclaim');
INSERT INTO public.auth_permission VALUES (108, 'Can change cached claim', 27, 'change_cachedclaim');
INSERT INTO public.auth_permission VALUES (109, 'Can delete cached claim', 27, 'delete_cachedclaim');
INSERT INTO public.auth_permission VALUES (110, 'Can view cached claim', 27, 'view_cachedclaim');
INSERT INTO public.auth_permission VALUES (111, 'Can add change log entry', 28, 'add_changelogentry');
INSERT INTO public.auth_permission VALUES (112, 'Can change change log entry', 28, 'change_changelogentry');
INSERT INTO public.auth_permission VALUES (113, 'Can delete change log entry', 28, 'delete_changelogentry');
INSERT INTO public.auth_permission VALUES (114, 'Can view change log entry', 28, 'view_changelogentry');
INSERT INTO public.auth_permission VALUES (115, 'Can add claim version', 29, 'add_claimversion');
INSERT INTO public.auth_permission VALUES (116, 'Can change claim version', 29, 'change_claimversion');
INSERT INTO public.auth_permission VALUES (117, 'Can delete claim version', 29, 'delete_claimversion');
INSERT INTO public.auth_permission VALUES (118, 'Can view claim version', 29, 'view_claimversion');
INSERT INTO public.auth_permission VALUES (119, 'Can add evidence', 30, 'add_evidence');
INSERT INTO public.auth_permission VALUES (120, 'Can change evidence', 30, 'change_evidence');
INSERT INTO public.auth_permission VALUES (121, 'Can delete evidence', 30, 'delete_evidence');
INSERT INTO public.auth_permission VALUES (122, 'Can view evidence', 30, 'view_evidence');
INSERT INTO public.auth_permission VALUES (123, 'Can withdraw evidence', 30, 'withdraw_evidence');
INSERT INTO public.auth_permission VALUES (124, 'Can add quote check', 31, 'add_quotecheck');
INSERT INTO public.auth_permission VALUES (125, 'Can change quote check', 31, 'change_quotecheck');
INSERT INTO public.auth_permission VALUES (126, 'Can delete quote check', 31, 'delete_quotecheck');
INSERT INTO public.auth_permission VALUES (127, 'Can view quote check', 31, 'view_quotecheck');
INSERT INTO public.auth_permission VALUES (128, 'Can add relation', 32, 'add_relation');
INSERT INTO public.auth_permission VALUES (129, 'Can change relation', 32, 'change_relation');
INSERT INTO public.auth_permission VALUES (130, 'Can delete relation', 32, 'delete_relation');
INSERT INTO public.auth_permission VALUES (131, 'Can view relation', 32, 'view_relation');
INSERT INTO public.auth_permission VALUES (132, 'Can add reliance', 33, 'add_reliance');
INSERT INTO public.auth_permission VALUES (133, 'Can change reliance', 33, 'change_reliance');
INSERT INTO public.auth_permission VALUES (134, 'Can delete reliance', 33, 'delete_reliance');
INSERT INTO public.auth_permission VALUES (135, 'Can view reliance', 33, 'view_reliance');
INSERT INTO public.auth_permission VALUES (136, 'Can add series', 34, 'add_series');
INSERT INTO public.auth_permission VALUES (137, 'Can change series', 34, 'change_series');
INSERT INTO public.auth_permission VALUES (138, 'Can delete series', 34, 'delete_series');
INSERT INTO public.auth_permission VALUES (139, 'Can view series', 34, 'view_series');
INSERT INTO public.auth_permission VALUES (140, 'Can add origin count', 35, 'add_origincount');
INSERT INTO public.auth_permission VALUES (141, 'Can change origin count', 35, 'change_origincount');
INSERT INTO public.auth_permission VALUES (142, 'Can delete origin count', 35, 'delete_origincount');
INSERT INTO public.auth_permission VALUES (143, 'Can view origin count', 35, 'view_origincount');
INSERT INTO public.auth_permission VALUES (144, 'Can add quantity', 36, 'add_quantity');
INSERT INTO public.auth_permission VALUES (145, 'Can change quantity', 36, 'change_quantity');
INSERT INTO public.auth_permission VALUES (146, 'Can delete quantity', 36, 'delete_quantity');
INSERT INTO public.auth_permission VALUES (147, 'Can view quantity', 36, 'view_quantity');


--
-- Data for Name: axes_accessattempt; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: axes_accessattemptexpiration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: axes_accessfailurelog; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: axes_accesslog; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: claims_appearance; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_appearance VALUES (1, 'At least 40 houses were flooded', 'Dunmore, 3 May 2024 (NPA) - ', ', Mayor Ada Finch said.

“The di', 28, 59, 'paraphrase', '2024-05-03 08:40:00+00', NULL, 1, 1, NULL, 1);
INSERT INTO public.claims_appearance VALUES (3, 'It will be repaired before June 1', 'e held,” the water board wrote. ', '.
', 124, 157, 'paraphrase', '2024-05-03 09:40:00+00', NULL, 3, 1, NULL, 1);
INSERT INTO public.claims_appearance VALUES (2, 'The dike held', 'looded, Mayor Ada Finch said.

“', ',” the water board wrote. It wil', 85, 98, 'direct_quote', '2024-05-03 09:20:00+00', '2024-05-03 12:10:00+00', 2, 1, 1, 1);
INSERT INTO public.claims_appearance VALUES (4, 'The dike held', 'looded, Mayor Ada Finch said.

“', ',” the water board wrote. It wil', 86, 99, 'direct_quote', '2024-05-03 12:10:00+00', NULL, 2, 1, NULL, 2);


--
-- Data for Name: claims_assessment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_assessment VALUES (1, 1, 'concluded', 'unassessed', 'supported', 'A list.', '', '', 1, 'ba70e65315e56af1c210442aea86048af9a8c3d01b660db7abc05d3ea7548b0a', 'Ruth', '2024-05-03 10:50:00+00', 1, '', '243c309f13d29e497f5f7ab553e6dcbfce0946ed7a8a1710097460773d3c6fb6', 1, 1);
INSERT INTO public.claims_assessment VALUES (2, 2, 'concluded', 'supported', 'conflicting_evidence', 'The water board counted fewer.', 'new_evidence', 'Another count came to light.', 2, 'ba70e65315e56af1c210442aea86048af9a8c3d01b660db7abc05d3ea7548b0a', 'Ruth', '2024-05-03 11:00:00+00', 1, '243c309f13d29e497f5f7ab553e6dcbfce0946ed7a8a1710097460773d3c6fb6', '0b0970baddc9abf32576eae8d107ef68046b00cf24a74624706e39fea23d2099', 1, 1);
INSERT INTO public.claims_assessment VALUES (3, 1, 'proposed', 'unassessed', 'pending_outcome', 'It is May.', '', '', 0, 'ecdcc8a4898a016eec12e77aaa0d181e5a7198ee10b3dc48e1c1536033c2cc62', 'Ruth', '2024-05-03 11:20:00+00', 1, '', '2dce19c85c02337ff152a0e8910f6e4b8d330467749296f96cb7fbb79a30f8e3', 1, 3);
INSERT INTO public.claims_assessment VALUES (4, 2, 'approved', 'unassessed', 'pending_outcome', 'It is May.', '', '', 0, 'ecdcc8a4898a016eec12e77aaa0d181e5a7198ee10b3dc48e1c1536033c2cc62', 'Omar', '2024-05-03 11:30:00+00', 1, '2dce19c85c02337ff152a0e8910f6e4b8d330467749296f96cb7fbb79a30f8e3', '1a1459eaaed67d8ddb8e812be306fe7bf3c5e41aa6ab4670237483b65be22914', 2, 3);
INSERT INTO public.claims_assessment VALUES (5, 1, 'proposed', 'unassessed', 'not_enough_evidence', '?', '', '', 0, 'f13f8a54e4f846abecdb4d59e575d8f464656f2036e86039de8a56a7008b1138', 'Omar', '2024-05-03 11:40:00+00', 1, '', '46907ec3fa7989db9850eef6b68c0ccbd076d981e02a3f29063b7562fb801e78', 2, 2);
INSERT INTO public.claims_assessment VALUES (6, 2, 'rejected', 'unassessed', 'not_enough_evidence', 'Ask the board.', '', '', 0, 'f13f8a54e4f846abecdb4d59e575d8f464656f2036e86039de8a56a7008b1138', 'Ruth', '2024-05-03 11:50:00+00', 1, '46907ec3fa7989db9850eef6b68c0ccbd076d981e02a3f29063b7562fb801e78', '6ad5a8b9b88c52cb3aad6c4797a0850babfde0d6cce4fc816640f5c737dd50fd', 1, 2);


--
-- Data for Name: claims_attribution; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_attribution VALUES (1, 0, 'said', 1, 2);
INSERT INTO public.claims_attribution VALUES (2, 1, '', 1, 5);
INSERT INTO public.claims_attribution VALUES (3, 0, 'said', 2, 3);
INSERT INTO public.claims_attribution VALUES (4, 1, '', 2, 5);
INSERT INTO public.claims_attribution VALUES (5, 0, 'said', 3, 3);
INSERT INTO public.claims_attribution VALUES (6, 1, '', 3, 5);
INSERT INTO public.claims_attribution VALUES (7, 0, 'said', 4, 3);
INSERT INTO public.claims_attribution VALUES (8, 1, '', 4, 5);


--
-- Data for Name: claims_cachedclaim; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: claims_changelogentry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_changelogentry VALUES (1, NULL, NULL, false, '2026-11-28 04:29:45.504001+00');
INSERT INTO public.claims_changelogentry VALUES (2, NULL, NULL, false, '2026-11-28 04:29:45.504001+00');
INSERT INTO public.claims_changelogentry VALUES (3, NULL, NULL, false, '2026-11-28 04:29:45.516087+00');
INSERT INTO public.claims_changelogentry VALUES (4, NULL, NULL, false, '2026-11-28 04:29:45.516087+00');
INSERT INTO public.claims_changelogentry VALUES (5, NULL, NULL, false, '2026-11-28 04:29:45.524966+00');
INSERT INTO public.claims_changelogentry VALUES (6, NULL, NULL, false, '2026-11-28 04:29:45.528777+00');
INSERT INTO public.claims_changelogentry VALUES (7, NULL, NULL, false, '2026-11-28 04:29:45.528777+00');
INSERT INTO public.claims_changelogentry VALUES (8, NULL, NULL, false, '2026-11-28 04:29:45.536226+00');
INSERT INTO public.claims_changelogentry VALUES (9, NULL, NULL, false, '2026-11-28 04:29:45.536226+00');
INSERT INTO public.claims_changelogentry VALUES (10, NULL, NULL, false, '2026-11-28 04:29:45.543193+00');
INSERT INTO public.claims_changelogentry VALUES (11, NULL, NULL, false, '2026-11-28 04:29:45.543193+00');
INSERT INTO public.claims_changelogentry VALUES (12, NULL, NULL, false, '2026-11-28 04:29:45.556826+00');
INSERT INTO public.claims_changelogentry VALUES (13, NULL, NULL, false, '2026-11-28 04:29:45.569524+00');
INSERT INTO public.claims_changelogentry VALUES (14, NULL, NULL, false, '2026-11-28 04:29:45.625507+00');
INSERT INTO public.claims_changelogentry VALUES (15, NULL, NULL, false, '2026-11-28 04:29:45.641883+00');
INSERT INTO public.claims_changelogentry VALUES (16, 1, 1, false, '2024-05-03 08:30:00+00');
INSERT INTO public.claims_changelogentry VALUES (17, 1, 2, false, '2024-05-03 08:40:00+00');
INSERT INTO public.claims_changelogentry VALUES (18, 1, 3, false, '2024-05-03 08:50:00+00');
INSERT INTO public.claims_changelogentry VALUES (19, 1, 4, false, '2024-05-03 09:00:00+00');
INSERT INTO public.claims_changelogentry VALUES (20, 2, 1, false, '2024-05-03 09:10:00+00');
INSERT INTO public.claims_changelogentry VALUES (21, 2, 2, false, '2024-05-03 09:20:00+00');
INSERT INTO public.claims_changelogentry VALUES (22, 3, 1, false, '2024-05-03 09:30:00+00');
INSERT INTO public.claims_changelogentry VALUES (23, 3, 2, false, '2024-05-03 09:40:00+00');
INSERT INTO public.claims_changelogentry VALUES (24, 2, 3, false, '2024-05-03 09:50:00+00');
INSERT INTO public.claims_changelogentry VALUES (25, 1, 5, false, '2024-05-03 09:50:00+00');
INSERT INTO public.claims_changelogentry VALUES (26, 1, 6, false, '2024-05-03 10:00:00+00');
INSERT INTO public.claims_changelogentry VALUES (27, 2, 4, false, '2024-05-03 10:00:00+00');
INSERT INTO public.claims_changelogentry VALUES (28, 3, 3, false, '2024-05-03 10:10:00+00');
INSERT INTO public.claims_changelogentry VALUES (29, 2, 5, false, '2024-05-03 10:10:00+00');
INSERT INTO public.claims_changelogentry VALUES (30, 1, 7, false, '2024-05-03 10:20:00+00');
INSERT INTO public.claims_changelogentry VALUES (31, 1, 8, false, '2024-05-03 10:30:00+00');
INSERT INTO public.claims_changelogentry VALUES (32, 1, 9, true, '2024-05-03 10:40:00+00');
INSERT INTO public.claims_changelogentry VALUES (33, 1, NULL, true, '2026-11-28 04:29:45.911567+00');
INSERT INTO public.claims_changelogentry VALUES (34, 1, 10, true, '2024-05-03 10:50:00+00');
INSERT INTO public.claims_changelogentry VALUES (35, 1, NULL, true, '2026-11-28 04:29:45.941369+00');
INSERT INTO public.claims_changelogentry VALUES (36, 1, 11, true, '2024-05-03 11:00:00+00');
INSERT INTO public.claims_changelogentry VALUES (37, 1, NULL, true, '2026-11-28 04:29:45.974334+00');
INSERT INTO public.claims_changelogentry VALUES (38, 1, 12, true, '2024-05-03 11:10:00+00');
INSERT INTO public.claims_changelogentry VALUES (39, 1, NULL, true, '2026-11-28 04:29:45.999014+00');
INSERT INTO public.claims_changelogentry VALUES (40, 3, 4, false, '2024-05-03 11:20:00+00');
INSERT INTO public.claims_changelogentry VALUES (41, 3, 5, false, '2024-05-03 11:30:00+00');
INSERT INTO public.claims_changelogentry VALUES (42, 2, 6, false, '2024-05-03 11:40:00+00');
INSERT INTO public.claims_changelogentry VALUES (43, 2, 7, false, '2024-05-03 11:50:00+00');
INSERT INTO public.claims_changelogentry VALUES (44, NULL, NULL, false, '2026-11-28 04:29:46.060794+00');
INSERT INTO public.claims_changelogentry VALUES (45, 1, NULL, true, '2026-11-28 04:29:46.060794+00');
INSERT INTO public.claims_changelogentry VALUES (46, 2, NULL, false, '2026-11-28 04:29:46.060794+00');
INSERT INTO public.claims_changelogentry VALUES (47, 3, NULL, false, '2026-11-28 04:29:46.060794+00');
INSERT INTO public.claims_changelogentry VALUES (48, 2, 8, false, '2024-05-03 12:10:00+00');
INSERT INTO public.claims_changelogentry VALUES (49, 1, 13, true, '2024-05-03 12:20:00+00');
INSERT INTO public.claims_changelogentry VALUES (50, 1, NULL, true, '2026-11-28 04:29:46.119225+00');
INSERT INTO public.claims_changelogentry VALUES (51, 1, 14, true, '2024-05-03 12:30:00+00');
INSERT INTO public.claims_changelogentry VALUES (52, 1, NULL, true, '2026-11-28 04:29:46.161694+00');
INSERT INTO public.claims_changelogentry VALUES (53, 2, 9, true, '2024-05-03 12:40:00+00');
INSERT INTO public.claims_changelogentry VALUES (54, 2, 10, true, '2024-05-03 12:50:00+00');


--
-- Data for Name: claims_claim; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_claim VALUES (3, 'The dike of Dunmore will be repaired before June 1, 2024.', 'event_property', NULL, NULL, NULL, '', '2024-05-31', '', 'en', 'pending_outcome', '', NULL, 5, '2024-05-03 09:30:00+00', '2024-05-03 11:30:00+00', '2024-05-03 09:40:00+00', NULL, 1, 1, NULL, 2);
INSERT INTO public.claims_claim VALUES (1, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2, 2024.', 'en', 'conflicting_evidence', '', '2024-05-03 10:40:00+00', 14, '2024-05-03 08:30:00+00', '2024-05-03 12:30:00+00', '2024-05-03 12:30:00+00', 2, 1, 1, 1, 1);
INSERT INTO public.claims_claim VALUES (2, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 10, '2024-05-03 09:10:00+00', '2024-05-03 12:50:00+00', '2024-05-03 12:10:00+00', NULL, 1, 1, NULL, 1);


--
-- Data for Name: claims_claimversion; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_claimversion VALUES (1, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 1, '2024-05-03 08:30:00+00', '2024-05-03 08:30:00+00', '2024-05-03 08:30:00+00', 1, '[]', '3ab87dd6cee77d40afdca57b21ca1870abffb9e0fbd48fdfc01c69bfee03166f', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (2, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 2, '2024-05-03 08:30:00+00', '2024-05-03 08:40:00+00', '2024-05-03 08:40:00+00', 1, '[{"id": 1, "event": "appearance", "digest": "50e532fce5637534a54a88542d5b160c45d01f5675730c954cb2349c93bc3099"}, {"id": 1, "event": "attribution", "digest": "a87b45c3457181b591b5e65fe82cd0d2e710bf12bac763dcedc9ce3ca3bbe3d7"}, {"id": 2, "event": "attribution", "digest": "f031500c90f16eb437bdf070086ca7b5c67b43fe3f7c60c06870d58fdc9b0106"}]', '782d895b97b9f5afbcef35d455f51543a245e2b22e299d86200c9908dbe79df7', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (3, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 3, '2024-05-03 08:30:00+00', '2024-05-03 08:50:00+00', '2024-05-03 08:50:00+00', 1, '[{"id": 1, "event": "quantity", "digest": "1df8402f89912f5c74105963479a197034a718ab03d0fe21830964c59dd18af0"}]', '591a6e3803eb78838d0add02bc73bc404b268fc62fd345284bb0081065ea3046', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (4, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 4, '2024-05-03 08:30:00+00', '2024-05-03 09:00:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 2, "event": "quantity", "digest": "32e7c066da729c723525167ea2c3f60759a1468f05673c603b07c3ab09af8393"}, {"id": 1, "event": "quantity_replacement", "digest": "b429e6c321b8873d4ce16f15db243702e779f3cacebfb14eba919e76a8e81ea3"}]', '931604f4b9c378f5ee703ac9a21bbf702a68a1994adb888ca1072b8c39270ae6', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (5, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 1, '2024-05-03 09:10:00+00', '2024-05-03 09:10:00+00', '2024-05-03 09:10:00+00', 1, '[]', 'e3b714698e2b04fe95e3f8504b62176a00fd5b40f3bbc922f15ee2913e9c9349', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (6, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 2, '2024-05-03 09:10:00+00', '2024-05-03 09:20:00+00', '2024-05-03 09:20:00+00', 1, '[{"id": 2, "event": "appearance", "digest": "4e33b36f6db984beae687d0cedeb84c3f097d5539f70324a746f997aced82042"}, {"id": 3, "event": "attribution", "digest": "10637be0bb0c7839510466d6e02d060c53eeecc637e21000ef639be65cfcab0c"}, {"id": 4, "event": "attribution", "digest": "288f0663d1ecf0c837d5f62b1d183f9abaddc3df607cc9d1f4c0127f31d6bc49"}]', 'b132a7eb5f950f115022daedcfc217faada0355873f21f932a9d214b57c0c7b4', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (7, 'The dike of Dunmore will be repaired before June 1, 2024.', 'event_property', NULL, NULL, NULL, '', '2024-05-31', '', 'en', 'unassessed', '', NULL, 1, '2024-05-03 09:30:00+00', '2024-05-03 09:30:00+00', '2024-05-03 09:30:00+00', 1, '[]', '6b8433066040cca68344f683e8d31daa45d37c5b0e90063ad4bbba385af594e1', NULL, 3, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (8, 'The dike of Dunmore will be repaired before June 1, 2024.', 'event_property', NULL, NULL, NULL, '', '2024-05-31', '', 'en', 'unassessed', '', NULL, 2, '2024-05-03 09:30:00+00', '2024-05-03 09:40:00+00', '2024-05-03 09:40:00+00', 1, '[{"id": 3, "event": "appearance", "digest": "15c1e7668b7bf8d6a28723915c4259b35b0341a3af8f84cb6ae7583511d00a51"}, {"id": 5, "event": "attribution", "digest": "9a5b113b1b16c44722ee8510dea12eb115d6e899a93771f3195cf1e7572e77fb"}, {"id": 6, "event": "attribution", "digest": "a40ef4f7bbfb0e709e30b6d7676527d20bbc861cf93781cf477ae0af0459d917"}]', '8cf5631923d6c52398d1401dd3ae40cb14067c4996918593f2768c9b890cc50d', NULL, 3, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (10, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 5, '2024-05-03 08:30:00+00', '2024-05-03 09:50:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 1, "event": "relation_from", "digest": "650c88df290148a04f4e07116644474a4782c0e679a2b391f409c04b27e0989d"}]', 'fbb6dfae69c3a6989ae7dfd71eefc4974821697cfbcef02ee2673da9ff6b5a57', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (9, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 3, '2024-05-03 09:10:00+00', '2024-05-03 09:50:00+00', '2024-05-03 09:20:00+00', 1, '[{"id": 1, "event": "relation_to", "digest": "650c88df290148a04f4e07116644474a4782c0e679a2b391f409c04b27e0989d"}]', 'a3b799618ddc30c83643274ff0dea503bf6051e681271f4a84f8ccf9c1b6287a', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (12, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 4, '2024-05-03 09:10:00+00', '2024-05-03 10:00:00+00', '2024-05-03 09:20:00+00', 1, '[{"id": 1, "event": "withdrawal_to", "digest": "fdb8ab043a1cf8973092049a870a10da458bd9db9cfb5858583a40f3309feda8"}]', '149139b56990358706bc4d87e36aa14a8cd8076bc9e549dbd733bc5262fd03a5', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (11, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 6, '2024-05-03 08:30:00+00', '2024-05-03 10:00:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 1, "event": "withdrawal_from", "digest": "fdb8ab043a1cf8973092049a870a10da458bd9db9cfb5858583a40f3309feda8"}]', '54f1584b4e131a563555bec69a9737a5202ee8bfc2fecd9ecc01e2cbb692230a', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (14, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 5, '2024-05-03 09:10:00+00', '2024-05-03 10:10:00+00', '2024-05-03 09:20:00+00', 1, '[{"id": 2, "event": "relation_to", "digest": "793e4cc68a509733d924aad8493229a4fa4a57190a51765b070b7121f14afec4"}]', '7a83b49e5bdf82124dd1c31688f6cfb8d584d5a1043331f036756fd0350dd81d', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (13, 'The dike of Dunmore will be repaired before June 1, 2024.', 'event_property', NULL, NULL, NULL, '', '2024-05-31', '', 'en', 'unassessed', '', NULL, 3, '2024-05-03 09:30:00+00', '2024-05-03 10:10:00+00', '2024-05-03 09:40:00+00', 1, '[{"id": 2, "event": "relation_from", "digest": "793e4cc68a509733d924aad8493229a4fa4a57190a51765b070b7121f14afec4"}]', '5e921f7363b0dd490fc19dbb75df11889bbfb8446b1d30a522a835b3a924790c', NULL, 3, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (15, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 7, '2024-05-03 08:30:00+00', '2024-05-03 10:20:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 1, "event": "evidence", "digest": "3027935b2d64b71e2967c3bcd55b0a90f2ce7db66b0df91d91680e4e2dfc7e18"}]', '2794f95f7529f20b3ce5ffc6e918ce1a886c8ed372a861bd09ef15355454c040', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (16, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', NULL, 8, '2024-05-03 08:30:00+00', '2024-05-03 10:30:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 2, "event": "evidence", "digest": "da08f9c68a6e139450d9821c148b81252a73035d04b7d1c72289440244300474"}]', 'c90a6eab412c4058be76588b75a7cb9b1880358e06b731db1f8b2c87a42d029e', NULL, 1, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (17, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'unassessed', '', '2024-05-03 10:40:00+00', 9, '2024-05-03 08:30:00+00', '2024-05-03 10:40:00+00', '2024-05-03 09:00:00+00', 1, '[]', 'ead7ad7e266b605daa163d7d621ab2f4a8e6eacc6308ce13790a0c75a11fe588', NULL, 1, 1, 1, 1, 1);
INSERT INTO public.claims_claimversion VALUES (18, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'supported', '', '2024-05-03 10:40:00+00', 10, '2024-05-03 08:30:00+00', '2024-05-03 10:50:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 1, "event": "assessment", "digest": "243c309f13d29e497f5f7ab553e6dcbfce0946ed7a8a1710097460773d3c6fb6"}]', '15071176664dc711e65c58d2a38815da87463ab101092af425efdc798d07a9e6', NULL, 1, 1, 1, 1, 1);
INSERT INTO public.claims_claimversion VALUES (29, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 10, '2024-05-03 09:10:00+00', '2024-05-03 12:50:00+00', '2024-05-03 12:10:00+00', 1, '[]', '70a31fb6a952259127f541e3bda4a5ca377209f06dd5f788b79860668724e0ec', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (19, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'conflicting_evidence', '', '2024-05-03 10:40:00+00', 11, '2024-05-03 08:30:00+00', '2024-05-03 11:00:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 2, "event": "assessment", "digest": "0b0970baddc9abf32576eae8d107ef68046b00cf24a74624706e39fea23d2099"}]', 'f7ced9aff3afb7549d7fbd6f40f7fc30fc7cdec9dc31542eef1578454e5a11a2', NULL, 1, 1, 1, 1, 1);
INSERT INTO public.claims_claimversion VALUES (20, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'conflicting_evidence', '', '2024-05-03 10:40:00+00', 12, '2024-05-03 08:30:00+00', '2024-05-03 11:10:00+00', '2024-05-03 09:00:00+00', 1, '[{"id": 2, "event": "evidence_withdrawal", "digest": "272aa68aedbe7db4a2ff17c043a6441abd5e017437354498b21f95918181f629"}]', 'a02e4b0d51f0a4d8bf80c2efc8f6fab44776e530c238c16a2b63a432e515bdda', NULL, 1, 1, 1, 1, 1);
INSERT INTO public.claims_claimversion VALUES (21, 'The dike of Dunmore will be repaired before June 1, 2024.', 'event_property', NULL, NULL, NULL, '', '2024-05-31', '', 'en', 'unassessed', '', NULL, 4, '2024-05-03 09:30:00+00', '2024-05-03 11:20:00+00', '2024-05-03 09:40:00+00', 1, '[{"id": 3, "event": "assessment", "digest": "2dce19c85c02337ff152a0e8910f6e4b8d330467749296f96cb7fbb79a30f8e3"}]', '5e487248423be478b5586010099159570df9d8c191aa24475e4d77f6d0ab3d73', NULL, 3, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (22, 'The dike of Dunmore will be repaired before June 1, 2024.', 'event_property', NULL, NULL, NULL, '', '2024-05-31', '', 'en', 'pending_outcome', '', NULL, 5, '2024-05-03 09:30:00+00', '2024-05-03 11:30:00+00', '2024-05-03 09:40:00+00', 1, '[{"id": 4, "event": "assessment", "digest": "1a1459eaaed67d8ddb8e812be306fe7bf3c5e41aa6ab4670237483b65be22914"}]', '1ffbc765ef4775e20d8f2766a700d4fc133d072a664ed45086786bd9e0836628', NULL, 3, 1, 1, NULL, 2);
INSERT INTO public.claims_claimversion VALUES (23, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 6, '2024-05-03 09:10:00+00', '2024-05-03 11:40:00+00', '2024-05-03 09:20:00+00', 1, '[{"id": 5, "event": "assessment", "digest": "46907ec3fa7989db9850eef6b68c0ccbd076d981e02a3f29063b7562fb801e78"}]', 'e415c3eafcdb05e5eafcfb889c4dfee2ba660de9cba33bf2d0fb2e71851347e6', NULL, 2, 1, 1, NULL, 2);
INSERT INTO public.claims_claimversion VALUES (24, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 7, '2024-05-03 09:10:00+00', '2024-05-03 11:50:00+00', '2024-05-03 09:20:00+00', 1, '[{"id": 6, "event": "assessment", "digest": "6ad5a8b9b88c52cb3aad6c4797a0850babfde0d6cce4fc816640f5c737dd50fd"}]', 'e13237c007e9f8def430616c8b594c106850d8dd08cfbcaf8037acaef4c9353c', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (25, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', NULL, 8, '2024-05-03 09:10:00+00', '2024-05-03 12:10:00+00', '2024-05-03 12:10:00+00', 1, '[{"id": 4, "event": "appearance", "digest": "b09bd4b9d8de812652178492a993374ccdca1c476d310f01e8f78ec84664c855"}, {"id": 2, "event": "appearance_retirement", "digest": "6d2255605144e8fdd9b5f68078a18b181def494c1b3fa6327db5fbf4b10b3430"}, {"id": 7, "event": "attribution", "digest": "d51970eb70debce8aa5c7378362f6b9db3f228f563e35eb7c83aafd261850e14"}, {"id": 8, "event": "attribution", "digest": "eb2c987d89a3db5d9397ec4c202e2f9de8b5fbb27b089f78cae35486402b2a94"}]', 'c6a095b36612dfee29da67e57c364c2e30e73f5b7c0268df7cab9766ba691d94', NULL, 2, 1, 1, NULL, 1);
INSERT INTO public.claims_claimversion VALUES (26, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2.', 'en', 'conflicting_evidence', '', '2024-05-03 10:40:00+00', 13, '2024-05-03 08:30:00+00', '2024-05-03 12:20:00+00', '2024-05-03 09:00:00+00', 1, '[]', '1d4e173eceeac5994106aa235ccdbcbfbbfef09e34a066ae5ca49a65ce788c7f', 2, 1, 1, 1, 1, 1);
INSERT INTO public.claims_claimversion VALUES (27, 'At least 40 houses in Dunmore were flooded on May 3, 2024.', 'numerical', '2024-05-03', NULL, NULL, '', NULL, 'The river rose on May 2, 2024.', 'en', 'conflicting_evidence', '', '2024-05-03 10:40:00+00', 14, '2024-05-03 08:30:00+00', '2024-05-03 12:30:00+00', '2024-05-03 12:30:00+00', 1, '[]', '88a11c3bf3515868ed95ffc20a1b0022f9ab6286a7b085b3d8ccd3bc148e494d', 2, 1, 1, 1, 1, 1);
INSERT INTO public.claims_claimversion VALUES (28, 'The dike of Dunmore held on May 3, 2024.', 'event_property', NULL, NULL, NULL, '', NULL, '', 'en', 'unassessed', '', '2024-05-03 12:40:00+00', 9, '2024-05-03 09:10:00+00', '2024-05-03 12:40:00+00', '2024-05-03 12:10:00+00', 1, '[]', '7e589ea64350c52f48cd8d22a02dfac2262e6b014ffd7c5e2470c9b5ca400943', NULL, 2, 1, 1, 1, 1);


--
-- Data for Name: claims_claimwords; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_claimwords VALUES (3, ' the dike of dunmore will be repaired before june 1 2024 ', ' it will be repaired before june 1 ', ' dunmore water board | dunmore courier ', '', DEFAULT);
INSERT INTO public.claims_claimwords VALUES (2, ' the dike of dunmore held on may 3 2024 ', ' the dike held ', ' dunmore water board | dunmore courier ', '', DEFAULT);
INSERT INTO public.claims_claimwords VALUES (1, ' at least 40 houses in dunmore were flooded on may 3 2024 ', ' at least 40 houses were flooded ', ' ada finch | mayor finch | dunmore courier ', ' the river rose on may 2 2024 ', DEFAULT);


--
-- Data for Name: claims_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_evidence VALUES (1, '2024-05-03 10:20:00+00', NULL, '', 'supports', 'first_hand', '', NULL, NULL, 'https://town.example/list', 6, 'A list of addresses.', 1, '3027935b2d64b71e2967c3bcd55b0a90f2ce7db66b0df91d91680e4e2dfc7e18', 1, 1, NULL, NULL, NULL, 1, NULL);
INSERT INTO public.claims_evidence VALUES (2, '2024-05-03 10:30:00+00', '2024-05-03 11:10:00+00', 'It counted another town.', 'refutes', 'first_hand', '', NULL, NULL, 'https://town.example/list', 6, 'A list of addresses.', 1, 'da08f9c68a6e139450d9821c148b81252a73035d04b7d1c72289440244300474', 1, 1, NULL, NULL, NULL, 3, 1);


--
-- Data for Name: claims_origincount; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_origincount VALUES (1, 2, 1, 1);
INSERT INTO public.claims_origincount VALUES (2, 2, 1, 2);
INSERT INTO public.claims_origincount VALUES (3, 2, 1, 3);
INSERT INTO public.claims_origincount VALUES (4, 7, 2, 1);


--
-- Data for Name: claims_quantity; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_quantity VALUES (1, 'at_least', 30.000000, NULL, 'houses', 'houses flooded in Dunmore', 'At least 40 houses', '2024-05-03 08:50:00+00', '2024-05-03 09:00:00+00', 1, 1, 1, 1);
INSERT INTO public.claims_quantity VALUES (2, 'at_least', 40.000000, NULL, 'houses', 'houses flooded in Dunmore', 'At least 40 houses', '2024-05-03 09:00:00+00', NULL, 1, 1, 1, 1);


--
-- Data for Name: claims_quotecheck; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_quotecheck VALUES (1, 'orphaned', NULL, NULL, '2024-05-03 12:00:00+00', NULL, NULL, 1, NULL, 2);
INSERT INTO public.claims_quotecheck VALUES (3, 'moved', 125, 158, '2024-05-03 12:00:00+00', NULL, NULL, 3, NULL, 2);
INSERT INTO public.claims_quotecheck VALUES (2, 'moved', 86, 99, '2024-05-03 12:00:00+00', '2024-05-03 12:10:00+00', 1, 2, NULL, 2);


--
-- Data for Name: claims_relation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_relation VALUES (1, '2024-05-03 09:50:00+00', '2024-05-03 10:00:00+00', 'Water came over the dike.', 'contradicts', 'Over it?', 1, 1, 2, 1);
INSERT INTO public.claims_relation VALUES (2, '2024-05-03 10:10:00+00', NULL, '', 'narrows', '', 1, 3, 2, NULL);


--
-- Data for Name: claims_reliance; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_reliance VALUES (1, 1, 1);
INSERT INTO public.claims_reliance VALUES (2, 2, 1);
INSERT INTO public.claims_reliance VALUES (3, 2, 2);


--
-- Data for Name: claims_series; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims_series VALUES (1, 'houses flooded in dunmore', 'Houses flooded in Dunmore', 'houses', '');


--
-- Data for Name: django_admin_log; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES (1, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (2, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (3, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (4, 'sessions', 'session');
INSERT INTO public.django_content_type VALUES (5, 'accounts', 'user');
INSERT INTO public.django_content_type VALUES (6, 'accounts', 'idempotencykey');
INSERT INTO public.django_content_type VALUES (7, 'accounts', 'token');
INSERT INTO public.django_content_type VALUES (8, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (9, 'axes', 'accessattempt');
INSERT INTO public.django_content_type VALUES (10, 'axes', 'accesslog');
INSERT INTO public.django_content_type VALUES (11, 'axes', 'accessfailurelog');
INSERT INTO public.django_content_type VALUES (12, 'axes', 'accessattemptexpiration');
INSERT INTO public.django_content_type VALUES (13, 'django_tasks_database', 'dbtaskresult');
INSERT INTO public.django_content_type VALUES (14, 'webhooks', 'webhook');
INSERT INTO public.django_content_type VALUES (15, 'webhooks', 'delivery');
INSERT INTO public.django_content_type VALUES (16, 'sources', 'source');
INSERT INTO public.django_content_type VALUES (17, 'sources', 'document');
INSERT INTO public.django_content_type VALUES (18, 'sources', 'sourcealias');
INSERT INTO public.django_content_type VALUES (19, 'sources', 'sourcerating');
INSERT INTO public.django_content_type VALUES (20, 'sources', 'passage');
INSERT INTO public.django_content_type VALUES (21, 'sources', 'revision');
INSERT INTO public.django_content_type VALUES (22, 'claims', 'claim');
INSERT INTO public.django_content_type VALUES (23, 'claims', 'claimwords');
INSERT INTO public.django_content_type VALUES (24, 'claims', 'appearance');
INSERT INTO public.django_content_type VALUES (25, 'claims', 'assessment');
INSERT INTO public.django_content_type VALUES (26, 'claims', 'attribution');
INSERT INTO public.django_content_type VALUES (27, 'claims', 'cachedclaim');
INSERT INTO public.django_content_type VALUES (28, 'claims', 'changelogentry');
INSERT INTO public.django_content_type VALUES (29, 'claims', 'claimversion');
INSERT INTO public.django_content_type VALUES (30, 'claims', 'evidence');
INSERT INTO public.django_content_type VALUES (31, 'claims', 'quotecheck');
INSERT INTO public.django_content_type VALUES (32, 'claims', 'relation');
INSERT INTO public.django_content_type VALUES (33, 'claims', 'reliance');
INSERT INTO public.django_content_type VALUES (34, 'claims', 'series');
INSERT INTO public.django_content_type VALUES (35, 'claims', 'origincount');
INSERT INTO public.django_content_type VALUES (36, 'claims', 'quantity');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-28 04:29:39.747664+00');
INSERT INTO public.django_migrations VALUES (2, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 04:29:39.75302+00');
INSERT INTO public.django_migrations VALUES (3, 'auth', '0001_initial', '2026-11-28 04:29:39.773409+00');
INSERT INTO public.django_migrations VALUES (4, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 04:29:39.777226+00');
INSERT INTO public.django_migrations VALUES (5, 'auth', '0003_alter_user_email_max_length', '2026-11-28 04:29:39.779518+00');
INSERT INTO public.django_migrations VALUES (6, 'auth', '0004_alter_user_username_opts', '2026-11-28 04:29:39.781999+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0005_alter_user_last_login_null', '2026-11-28 04:29:39.78729+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0006_require_contenttypes_0002', '2026-11-28 04:29:39.787745+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 04:29:39.790329+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0008_alter_user_username_max_length', '2026-11-28 04:29:39.792721+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 04:29:39.799172+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0010_alter_group_name_max_length', '2026-11-28 04:29:39.802118+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0011_update_proxy_permissions', '2026-11-28 04:29:39.804495+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 04:29:39.806891+00');
INSERT INTO public.django_migrations VALUES (15, 'accounts', '0001_initial', '2026-11-28 04:29:39.851543+00');
INSERT INTO public.django_migrations VALUES (16, 'admin', '0001_initial', '2026-11-28 04:29:39.864678+00');
INSERT INTO public.django_migrations VALUES (17, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 04:29:39.869278+00');
INSERT INTO public.django_migrations VALUES (18, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 04:29:39.877158+00');
INSERT INTO public.django_migrations VALUES (19, 'axes', '0001_initial', '2026-11-28 04:29:39.882793+00');
INSERT INTO public.django_migrations VALUES (20, 'axes', '0002_auto_20151217_2044', '2026-11-28 04:29:39.901489+00');
INSERT INTO public.django_migrations VALUES (21, 'axes', '0003_auto_20160322_0929', '2026-11-28 04:29:39.908085+00');
INSERT INTO public.django_migrations VALUES (22, 'axes', '0004_auto_20181024_1538', '2026-11-28 04:29:39.918995+00');
INSERT INTO public.django_migrations VALUES (23, 'axes', '0005_remove_accessattempt_trusted', '2026-11-28 04:29:39.925278+00');
INSERT INTO public.django_migrations VALUES (24, 'axes', '0006_remove_accesslog_trusted', '2026-11-28 04:29:39.927106+00');
INSERT INTO public.django_migrations VALUES (25, 'axes', '0007_alter_accessattempt_unique_together', '2026-11-28 04:29:39.946795+00');
INSERT INTO public.django_migrations VALUES (26, 'axes', '0008_accessfailurelog', '2026-11-28 04:29:39.959394+00');
INSERT INTO public.django_migrations VALUES (27, 'axes', '0009_add_session_hash', '2026-11-28 04:29:39.968277+00');
INSERT INTO public.django_migrations VALUES (28, 'axes', '0010_accessattemptexpiration', '2026-11-28 04:29:39.977153+00');
INSERT INTO public.django_migrations VALUES (29, 'sources', '0001_initial', '2026-11-28 04:29:40.110099+00');
INSERT INTO public.django_migrations VALUES (30, 'claims', '0001_initial', '2026-11-28 04:29:42.73844+00');
INSERT INTO public.django_migrations VALUES (31, 'django_tasks_database', '0001_initial', '2026-11-28 04:29:42.745239+00');
INSERT INTO public.django_migrations VALUES (32, 'django_tasks_database', '0002_alter_dbtaskresult_options', '2026-11-28 04:29:42.750751+00');
INSERT INTO public.django_migrations VALUES (33, 'django_tasks_database', '0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at', '2026-11-28 04:29:42.758902+00');
INSERT INTO public.django_migrations VALUES (34, 'django_tasks_database', '0004_dbtaskresult_started_at', '2026-11-28 04:29:42.765305+00');
INSERT INTO public.django_migrations VALUES (35, 'django_tasks_database', '0005_alter_dbtaskresult_priority_and_more', '2026-11-28 04:29:42.789496+00');
INSERT INTO public.django_migrations VALUES (36, 'django_tasks_database', '0006_alter_dbtaskresult_args_kwargs_and_more', '2026-11-28 04:29:42.822808+00');
INSERT INTO public.django_migrations VALUES (37, 'django_tasks_database', '0007_add_separate_results_fields', '2026-11-28 04:29:42.837103+00');
INSERT INTO public.django_migrations VALUES (38, 'django_tasks_database', '0008_separate_results_field', '2026-11-28 04:29:42.874253+00');
INSERT INTO public.django_migrations VALUES (39, 'django_tasks_database', '0009_remove_results_field', '2026-11-28 04:29:42.877207+00');
INSERT INTO public.django_migrations VALUES (40, 'django_tasks_database', '0010_alter_dbtaskresult_status', '2026-11-28 04:29:42.885472+00');
INSERT INTO public.django_migrations VALUES (41, 'django_tasks_database', '0011_rename_complete_status', '2026-11-28 04:29:42.929762+00');
INSERT INTO public.django_migrations VALUES (42, 'django_tasks_database', '0012_add_separate_exception_fields', '2026-11-28 04:29:42.940223+00');
INSERT INTO public.django_migrations VALUES (43, 'django_tasks_database', '0013_separate_exception_fields', '2026-11-28 04:29:42.974019+00');
INSERT INTO public.django_migrations VALUES (44, 'django_tasks_database', '0014_remove_dbtaskresult_exception_data', '2026-11-28 04:29:42.981013+00');
INSERT INTO public.django_migrations VALUES (45, 'django_tasks_database', '0015_correctly_order_run_after', '2026-11-28 04:29:42.983024+00');
INSERT INTO public.django_migrations VALUES (46, 'django_tasks_database', '0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more', '2026-11-28 04:29:43.061034+00');
INSERT INTO public.django_migrations VALUES (47, 'django_tasks_database', '0017_dbtaskresult_metadata', '2026-11-28 04:29:43.071113+00');
INSERT INTO public.django_migrations VALUES (48, 'django_tasks_database', '0018_rename_succeeded_status', '2026-11-28 04:29:43.113544+00');
INSERT INTO public.django_migrations VALUES (49, 'django_tasks_database', '0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more', '2026-11-28 04:29:43.133205+00');
INSERT INTO public.django_migrations VALUES (50, 'django_tasks_database', '0020_update_db_task_result_ordering', '2026-11-28 04:29:43.143971+00');
INSERT INTO public.django_migrations VALUES (51, 'django_tasks_database', '0021_conditional_partial_index_ordering', '2026-11-28 04:29:43.153896+00');
INSERT INTO public.django_migrations VALUES (52, 'sessions', '0001_initial', '2026-11-28 04:29:43.161524+00');
INSERT INTO public.django_migrations VALUES (53, 'webhooks', '0001_initial', '2026-11-28 04:29:43.309233+00');


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_tasks_database_dbtaskresult; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sources_document; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sources_document VALUES (1, 'Forty houses flooded', 'https://courier.example/flood', 'en', '', NULL, NULL, 4, 5);


--
-- Data for Name: sources_passage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sources_revision; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sources_revision VALUES (1, 1, 'Dunmore, 3 May 2024 (NPA) - At least 40 houses were flooded, Mayor Ada Finch said.

“The dike held,” the water board wrote. It will be repaired before June 1.
', '8faf75d5344f901d10129e4434951218c412a47e479e616b0955f217aa8e0afc', '2024-05-03 08:20:00+00', 1, 1);
INSERT INTO public.sources_revision VALUES (2, 2, 'Dunmore, 3 May 2024 (NPA) - More than 40 houses were flooded, Mayor Ada Finch said.

“The dike held,” the water board wrote. It will be repaired before June 1.
', '725dbf78136afa00e98906f29c7d0eeece30c7e4b4137694102619c5e1c04144', '2024-05-03 12:00:00+00', 1, 1);


--
-- Data for Name: sources_source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sources_source VALUES (1, 'Town of Dunmore', 'town of dunmore', 'government_body', '', '', NULL);
INSERT INTO public.sources_source VALUES (2, 'Ada Finch', 'ada finch', 'person', '', '', 1);
INSERT INTO public.sources_source VALUES (3, 'Dunmore Water Board', 'dunmore water board', 'government_body', '', '', NULL);
INSERT INTO public.sources_source VALUES (4, 'North Press Agency', 'north press agency', 'news_agency', '', '', NULL);
INSERT INTO public.sources_source VALUES (5, 'Dunmore Courier', 'dunmore courier', 'news_outlet', '', '', NULL);


--
-- Data for Name: sources_sourcealias; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sources_sourcealias VALUES (1, 'Town of Dunmore', 'town of dunmore', 1);
INSERT INTO public.sources_sourcealias VALUES (2, 'Ada Finch', 'ada finch', 2);
INSERT INTO public.sources_sourcealias VALUES (3, 'Mayor Finch', 'mayor finch', 2);
INSERT INTO public.sources_sourcealias VALUES (4, 'Dunmore Water Board', 'dunmore water board', 3);
INSERT INTO public.sources_sourcealias VALUES (5, 'North Press Agency', 'north press agency', 4);
INSERT INTO public.sources_sourcealias VALUES (6, 'Dunmore Courier', 'dunmore courier', 5);


--
-- Data for Name: sources_sourcerating; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sources_sourcerating VALUES (1, 'B', 'Corrects its errors.', '2024-05-03 08:10:00+00', 1, 5);


--
-- Data for Name: webhooks_delivery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhooks_webhook; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.webhooks_webhook VALUES (1, 'https://93.184.215.14/hook', 'whsec_LNman3qrl25lCNH46xnqtrgg1qBd8JaycPuZoL0p8FE=', '[]', 'http://127.0.0.1/', 54, '2026-11-28 04:29:46.195028+00', 0, NULL, NULL, '', 1);


--
-- Name: accounts_idempotencykey_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_idempotencykey_id_seq', 1, true);


--
-- Name: accounts_token_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_token_id_seq', 1, true);


--
-- Name: accounts_user_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, true);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_id_seq', 2, true);


--
-- Name: accounts_user_user_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 3, true);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 62, true);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 147, true);


--
-- Name: axes_accessattempt_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.axes_accessattempt_id_seq', 1, false);


--
-- Name: axes_accessfailurelog_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.axes_accessfailurelog_id_seq', 1, false);


--
-- Name: axes_accesslog_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.axes_accesslog_id_seq', 1, false);


--
-- Name: claims_appearance_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_appearance_id_seq', 4, true);


--
-- Name: claims_assessment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_assessment_id_seq', 6, true);


--
-- Name: claims_attribution_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_attribution_id_seq', 8, true);


--
-- Name: claims_cachedclaim_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_cachedclaim_id_seq', 1, false);


--
-- Name: claims_claim_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_claim_id_seq', 3, true);


--
-- Name: claims_claimversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_claimversion_id_seq', 29, true);


--
-- Name: claims_evidence_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_evidence_id_seq', 2, true);


--
-- Name: claims_origincount_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_origincount_id_seq', 4, true);


--
-- Name: claims_quantity_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_quantity_id_seq', 2, true);


--
-- Name: claims_quotecheck_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_quotecheck_id_seq', 3, true);


--
-- Name: claims_relation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_relation_id_seq', 2, true);


--
-- Name: claims_reliance_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_reliance_id_seq', 3, true);


--
-- Name: claims_series_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.claims_series_id_seq', 1, true);


--
-- Name: django_admin_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 36, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 53, true);


--
-- Name: sources_document_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sources_document_id_seq', 1, true);


--
-- Name: sources_passage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sources_passage_id_seq', 1, false);


--
-- Name: sources_revision_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sources_revision_id_seq', 2, true);


--
-- Name: sources_source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sources_source_id_seq', 5, true);


--
-- Name: sources_sourcealias_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sources_sourcealias_id_seq', 6, true);


--
-- Name: sources_sourcerating_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sources_sourcerating_id_seq', 1, true);


--
-- Name: webhooks_delivery_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhooks_delivery_id_seq', 1, false);


--
-- Name: webhooks_webhook_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhooks_webhook_id_seq', 1, true);


--
-- Name: accounts_idempotencykey accounts_idempotencykey_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_idempotencykey
    ADD CONSTRAINT accounts_idempotencykey_pkey PRIMARY KEY (id);


--
-- Name: accounts_token accounts_token_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT accounts_token_digest_key UNIQUE (digest);


--
-- Name: accounts_token accounts_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT accounts_token_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_groups accounts_user_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_groups accounts_user_groups_user_id_group_id_59c0b32f_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);


--
-- Name: accounts_user accounts_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_user_permissions accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);


--
-- Name: accounts_user_user_permissions accounts_user_user_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);


--
-- Name: accounts_user accounts_user_username_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_username_key UNIQUE (username);


--
-- Name: claims_assessment assessment_number_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_assessment
    ADD CONSTRAINT assessment_number_unique UNIQUE (claim_id, number);


--
-- Name: claims_attribution attribution_source_once_per_hop; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT attribution_source_once_per_hop UNIQUE (appearance_id, "position", source_id);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: axes_accessattempt axes_accessattempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);


--
-- Name: axes_accessattempt axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);


--
-- Name: axes_accessattemptexpiration axes_accessattemptexpiration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);


--
-- Name: axes_accessfailurelog axes_accessfailurelog_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);


--
-- Name: axes_accesslog axes_accesslog_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);


--
-- Name: claims_cachedclaim cachedclaim_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_cachedclaim
    ADD CONSTRAINT cachedclaim_unique UNIQUE (claim_id, audience);


--
-- Name: claims_appearance claims_appearance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_appearance
    ADD CONSTRAINT claims_appearance_pkey PRIMARY KEY (id);


--
-- Name: claims_assessment claims_assessment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_assessment
    ADD CONSTRAINT claims_assessment_pkey PRIMARY KEY (id);


--
-- Name: claims_attribution claims_attribution_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT claims_attribution_pkey PRIMARY KEY (id);


--
-- Name: claims_cachedclaim claims_cachedclaim_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_cachedclaim
    ADD CONSTRAINT claims_cachedclaim_pkey PRIMARY KEY (id);


--
-- Name: claims_changelogentry claims_changelogentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_changelogentry
    ADD CONSTRAINT claims_changelogentry_pkey PRIMARY KEY ("position");


--
-- Name: claims_claim claims_claim_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_pkey PRIMARY KEY (id);


--
-- Name: claims_claimversion claims_claimversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_pkey PRIMARY KEY (id);


--
-- Name: claims_claimwords claims_claimwords_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimwords
    ADD CONSTRAINT claims_claimwords_pkey PRIMARY KEY (rowid);


--
-- Name: claims_evidence claims_evidence_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_pkey PRIMARY KEY (id);


--
-- Name: claims_origincount claims_origincount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_origincount
    ADD CONSTRAINT claims_origincount_pkey PRIMARY KEY (id);


--
-- Name: claims_quantity claims_quantity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quantity
    ADD CONSTRAINT claims_quantity_pkey PRIMARY KEY (id);


--
-- Name: claims_quotecheck claims_quotecheck_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quotecheck
    ADD CONSTRAINT claims_quotecheck_pkey PRIMARY KEY (id);


--
-- Name: claims_relation claims_relation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_pkey PRIMARY KEY (id);


--
-- Name: claims_reliance claims_reliance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_reliance
    ADD CONSTRAINT claims_reliance_pkey PRIMARY KEY (id);


--
-- Name: claims_series claims_series_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_series
    ADD CONSTRAINT claims_series_pkey PRIMARY KEY (id);


--
-- Name: claims_claimversion claimversion_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claimversion_unique UNIQUE (claim_id, version);


--
-- Name: webhooks_delivery delivery_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_delivery
    ADD CONSTRAINT delivery_unique UNIQUE (webhook_id, "position");


--
-- Name: django_admin_log django_admin_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: django_tasks_database_dbtaskresult django_tasks_database_dbtaskresult_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_tasks_database_dbtaskresult
    ADD CONSTRAINT django_tasks_database_dbtaskresult_pkey PRIMARY KEY (id);


--
-- Name: accounts_idempotencykey idempotencykey_unique_per_user; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_idempotencykey
    ADD CONSTRAINT idempotencykey_unique_per_user UNIQUE (user_id, key);


--
-- Name: claims_origincount origincount_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_origincount
    ADD CONSTRAINT origincount_unique UNIQUE (claim_id, version);


--
-- Name: sources_passage passage_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_passage
    ADD CONSTRAINT passage_unique UNIQUE (document_id, exact);


--
-- Name: claims_quotecheck quotecheck_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quotecheck
    ADD CONSTRAINT quotecheck_unique UNIQUE (appearance_id, revision_id);


--
-- Name: claims_reliance reliance_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_reliance
    ADD CONSTRAINT reliance_unique UNIQUE (assessment_id, evidence_id);


--
-- Name: sources_revision revision_number_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_revision
    ADD CONSTRAINT revision_number_unique UNIQUE (document_id, number);


--
-- Name: sources_revision revision_text_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_revision
    ADD CONSTRAINT revision_text_unique UNIQUE (document_id, sha256);


--
-- Name: claims_series series_folded_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_series
    ADD CONSTRAINT series_folded_unique UNIQUE (folded);


--
-- Name: sources_sourcealias sourcealias_folded_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_sourcealias
    ADD CONSTRAINT sourcealias_folded_unique UNIQUE (folded);


--
-- Name: sources_document sources_document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_document
    ADD CONSTRAINT sources_document_pkey PRIMARY KEY (id);


--
-- Name: sources_passage sources_passage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_passage
    ADD CONSTRAINT sources_passage_pkey PRIMARY KEY (id);


--
-- Name: sources_revision sources_revision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_revision
    ADD CONSTRAINT sources_revision_pkey PRIMARY KEY (id);


--
-- Name: sources_source sources_source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_source
    ADD CONSTRAINT sources_source_pkey PRIMARY KEY (id);


--
-- Name: sources_sourcealias sources_sourcealias_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_sourcealias
    ADD CONSTRAINT sources_sourcealias_pkey PRIMARY KEY (id);


--
-- Name: sources_sourcerating sources_sourcerating_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_sourcerating
    ADD CONSTRAINT sources_sourcerating_pkey PRIMARY KEY (id);


--
-- Name: accounts_token token_name_unique_per_user; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT token_name_unique_per_user UNIQUE (user_id, name);


--
-- Name: webhooks_webhook webhook_url_unique_per_token; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_webhook
    ADD CONSTRAINT webhook_url_unique_per_token UNIQUE (token_id, url);


--
-- Name: webhooks_delivery webhooks_delivery_message_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_delivery
    ADD CONSTRAINT webhooks_delivery_message_key UNIQUE (message);


--
-- Name: webhooks_delivery webhooks_delivery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_delivery
    ADD CONSTRAINT webhooks_delivery_pkey PRIMARY KEY (id);


--
-- Name: webhooks_webhook webhooks_webhook_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_webhook
    ADD CONSTRAINT webhooks_webhook_pkey PRIMARY KEY (id);


--
-- Name: accounts_idempotencykey_created_at_934768f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_idempotencykey_created_at_934768f7 ON public.accounts_idempotencykey USING btree (created_at);


--
-- Name: accounts_idempotencykey_user_id_ad587486; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_idempotencykey_user_id_ad587486 ON public.accounts_idempotencykey USING btree (user_id);


--
-- Name: accounts_token_digest_0eb24d7b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_token_digest_0eb24d7b_like ON public.accounts_token USING btree (digest varchar_pattern_ops);


--
-- Name: accounts_token_user_id_82a3a2c8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_token_user_id_82a3a2c8 ON public.accounts_token USING btree (user_id);


--
-- Name: accounts_user_groups_group_id_bd11a704; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);


--
-- Name: accounts_user_groups_user_id_52b62117; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);


--
-- Name: accounts_user_user_permissions_permission_id_113bb443; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);


--
-- Name: accounts_user_user_permissions_user_id_e4f0a161; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);


--
-- Name: accounts_user_username_6088629e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_username_6088629e_like ON public.accounts_user USING btree (username varchar_pattern_ops);


--
-- Name: appearance_unique; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX appearance_unique ON public.claims_appearance USING btree (claim_id, revision_id, start, "end") WHERE (retired_at IS NULL);


--
-- Name: assessment_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessment_at ON public.claims_assessment USING btree (assessed_at, id);


--
-- Name: assessment_correction; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assessment_correction ON public.claims_assessment USING btree (assessed_at, id) WHERE (NOT ((correction_type)::text = ''::text));


--
-- Name: attribution_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attribution_source ON public.claims_attribution USING btree (source_id, "position");


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: axes_accessattempt_ip_address_10922d9c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);


--
-- Name: axes_accessattempt_user_agent_ad89678b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);


--
-- Name: axes_accessattempt_user_agent_ad89678b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);


--
-- Name: axes_accessattempt_username_3f2d4ca0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);


--
-- Name: axes_accessattempt_username_3f2d4ca0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);


--
-- Name: axes_accessfailurelog_ip_address_2e9f5a7f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);


--
-- Name: axes_accessfailurelog_user_agent_ea145dda; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);


--
-- Name: axes_accessfailurelog_user_agent_ea145dda_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);


--
-- Name: axes_accessfailurelog_username_a8b7e8a4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);


--
-- Name: axes_accessfailurelog_username_a8b7e8a4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);


--
-- Name: axes_accesslog_ip_address_86b417e5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);


--
-- Name: axes_accesslog_user_agent_0e659004; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);


--
-- Name: axes_accesslog_user_agent_0e659004_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);


--
-- Name: axes_accesslog_username_df93064b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);


--
-- Name: axes_accesslog_username_df93064b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);


--
-- Name: changelogentry_claim; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changelogentry_claim ON public.claims_changelogentry USING btree (claim_id, "position");


--
-- Name: changelogentry_public; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changelogentry_public ON public.claims_changelogentry USING btree ("position") WHERE is_public;


--
-- Name: claim_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_due ON public.claims_claim USING btree (due_on, id);


--
-- Name: claim_external_id_unique; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX claim_external_id_unique ON public.claims_claim USING btree (external_id) WHERE (NOT ((external_id)::text = ''::text));


--
-- Name: claim_published; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_published ON public.claims_claim USING btree (published_at, id);


--
-- Name: claim_starts; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_starts ON public.claims_claim USING btree (starts_on, id);


--
-- Name: claim_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_status ON public.claims_claim USING btree (evidence_status, id);


--
-- Name: claim_status_published; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_status_published ON public.claims_claim USING btree (evidence_status) WHERE (published_at IS NOT NULL);


--
-- Name: claim_type; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_type ON public.claims_claim USING btree (claim_type, id);


--
-- Name: claim_updated; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claim_updated ON public.claims_claim USING btree (updated_at, id);


--
-- Name: claims_appearance_claim_id_e65ab55a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_appearance_claim_id_e65ab55a ON public.claims_appearance USING btree (claim_id);


--
-- Name: claims_appearance_created_by_id_e77c6bff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_appearance_created_by_id_e77c6bff ON public.claims_appearance USING btree (created_by_id);


--
-- Name: claims_appearance_retired_by_id_6ec6fcb5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_appearance_retired_by_id_6ec6fcb5 ON public.claims_appearance USING btree (retired_by_id);


--
-- Name: claims_appearance_revision_id_3a9275b3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_appearance_revision_id_3a9275b3 ON public.claims_appearance USING btree (revision_id);


--
-- Name: claims_assessment_assessed_by_id_c658e50b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_assessment_assessed_by_id_c658e50b ON public.claims_assessment USING btree (assessed_by_id);


--
-- Name: claims_assessment_claim_id_75b01a1f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_assessment_claim_id_75b01a1f ON public.claims_assessment USING btree (claim_id);


--
-- Name: claims_attribution_appearance_id_31548e97; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_attribution_appearance_id_31548e97 ON public.claims_attribution USING btree (appearance_id);


--
-- Name: claims_attribution_source_id_a98aab66; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_attribution_source_id_a98aab66 ON public.claims_attribution USING btree (source_id);


--
-- Name: claims_cachedclaim_claim_id_594f2651; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_cachedclaim_claim_id_594f2651 ON public.claims_cachedclaim USING btree (claim_id);


--
-- Name: claims_claim_assigned_to_id_5e597702; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_assigned_to_id_5e597702 ON public.claims_claim USING btree (assigned_to_id);


--
-- Name: claims_claim_created_by_id_2bb498dd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_created_by_id_2bb498dd ON public.claims_claim USING btree (created_by_id);


--
-- Name: claims_claim_edited_by_id_4afbe99c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_edited_by_id_4afbe99c ON public.claims_claim USING btree (edited_by_id);


--
-- Name: claims_claim_published_by_id_01314e3f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_published_by_id_01314e3f ON public.claims_claim USING btree (published_by_id);


--
-- Name: claims_claim_updated_by_id_19b6b059; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claim_updated_by_id_19b6b059 ON public.claims_claim USING btree (updated_by_id);


--
-- Name: claims_claimversion_assigned_to_id_11809959; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimversion_assigned_to_id_11809959 ON public.claims_claimversion USING btree (assigned_to_id);


--
-- Name: claims_claimversion_claim_id_4838944d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimversion_claim_id_4838944d ON public.claims_claimversion USING btree (claim_id);


--
-- Name: claims_claimversion_created_by_id_19383f9c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimversion_created_by_id_19383f9c ON public.claims_claimversion USING btree (created_by_id);


--
-- Name: claims_claimversion_edited_by_id_cc81dc02; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimversion_edited_by_id_cc81dc02 ON public.claims_claimversion USING btree (edited_by_id);


--
-- Name: claims_claimversion_published_by_id_0c0bd3a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimversion_published_by_id_0c0bd3a3 ON public.claims_claimversion USING btree (published_by_id);


--
-- Name: claims_claimversion_updated_by_id_6d4c0608; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimversion_updated_by_id_6d4c0608 ON public.claims_claimversion USING btree (updated_by_id);


--
-- Name: claims_claimwords_found; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_claimwords_found ON public.claims_claimwords USING gin (claims_claimwords);


--
-- Name: claims_evidence_added_by_id_60664b4c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_added_by_id_60664b4c ON public.claims_evidence USING btree (added_by_id);


--
-- Name: claims_evidence_claim_id_9dff6356; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_claim_id_9dff6356 ON public.claims_evidence USING btree (claim_id);


--
-- Name: claims_evidence_document_id_d09822f5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_document_id_d09822f5 ON public.claims_evidence USING btree (document_id);


--
-- Name: claims_evidence_relays_id_97f0cec4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_relays_id_97f0cec4 ON public.claims_evidence USING btree (relays_id);


--
-- Name: claims_evidence_revision_id_c02f31ff; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_revision_id_c02f31ff ON public.claims_evidence USING btree (revision_id);


--
-- Name: claims_evidence_source_id_23003ee9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_source_id_23003ee9 ON public.claims_evidence USING btree (source_id);


--
-- Name: claims_evidence_withdrawn_by_id_1a313b19; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_evidence_withdrawn_by_id_1a313b19 ON public.claims_evidence USING btree (withdrawn_by_id);


--
-- Name: claims_quantity_appearance_id_83e08fb5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quantity_appearance_id_83e08fb5 ON public.claims_quantity USING btree (appearance_id);


--
-- Name: claims_quantity_claim_id_1905c037; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quantity_claim_id_1905c037 ON public.claims_quantity USING btree (claim_id);


--
-- Name: claims_quantity_series_id_67aa274a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quantity_series_id_67aa274a ON public.claims_quantity USING btree (series_id);


--
-- Name: claims_quantity_stated_by_id_2c5298d8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quantity_stated_by_id_2c5298d8 ON public.claims_quantity USING btree (stated_by_id);


--
-- Name: claims_quotecheck_accepted_by_id_60b20e6c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quotecheck_accepted_by_id_60b20e6c ON public.claims_quotecheck USING btree (accepted_by_id);


--
-- Name: claims_quotecheck_appearance_id_18026bc1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quotecheck_appearance_id_18026bc1 ON public.claims_quotecheck USING btree (appearance_id);


--
-- Name: claims_quotecheck_other_revision_id_ff5b862a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quotecheck_other_revision_id_ff5b862a ON public.claims_quotecheck USING btree (other_revision_id);


--
-- Name: claims_quotecheck_revision_id_9b9ee0c2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_quotecheck_revision_id_9b9ee0c2 ON public.claims_quotecheck USING btree (revision_id);


--
-- Name: claims_relation_added_by_id_b9db80a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_added_by_id_b9db80a6 ON public.claims_relation USING btree (added_by_id);


--
-- Name: claims_relation_from_claim_id_4f83ad4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_from_claim_id_4f83ad4b ON public.claims_relation USING btree (from_claim_id);


--
-- Name: claims_relation_to_claim_id_058d8622; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_to_claim_id_058d8622 ON public.claims_relation USING btree (to_claim_id);


--
-- Name: claims_relation_withdrawn_by_id_77af2f89; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_relation_withdrawn_by_id_77af2f89 ON public.claims_relation USING btree (withdrawn_by_id);


--
-- Name: claims_reliance_assessment_id_d31add5f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_reliance_assessment_id_d31add5f ON public.claims_reliance USING btree (assessment_id);


--
-- Name: claims_reliance_evidence_id_31efd472; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_reliance_evidence_id_31efd472 ON public.claims_reliance USING btree (evidence_id);


--
-- Name: claimversion_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claimversion_at ON public.claims_claimversion USING btree (updated_at, claim_id);


--
-- Name: claimversion_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claimversion_due ON public.claims_claimversion USING btree (due_on, claim_id) WHERE (due_on IS NOT NULL);


--
-- Name: claimversion_starts; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claimversion_starts ON public.claims_claimversion USING btree (starts_on, claim_id) WHERE (starts_on IS NOT NULL);


--
-- Name: delivery_attempted; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX delivery_attempted ON public.webhooks_delivery USING btree (attempted_at);


--
-- Name: delivery_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX delivery_waiting ON public.webhooks_delivery USING btree (due_at) WHERE ((state)::text = 'waiting'::text);


--
-- Name: django_admin_log_content_type_id_c4bce8eb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


--
-- Name: django_admin_log_user_id_c564eba6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: django_task_backend_071754_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_task_backend_071754_idx ON public.django_tasks_database_dbtaskresult USING btree (backend_name);


--
-- Name: django_task_queue_n_99c321_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_task_queue_n_99c321_idx ON public.django_tasks_database_dbtaskresult USING btree (queue_name);


--
-- Name: document_url_unique; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX document_url_unique ON public.sources_document USING btree (url) WHERE (NOT ((url)::text = ''::text));


--
-- Name: quantity_one_per_claim; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX quantity_one_per_claim ON public.claims_quantity USING btree (claim_id) WHERE (replaced_at IS NULL);


--
-- Name: rating_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rating_newest ON public.sources_sourcerating USING btree (source_id, rated_at DESC, id DESC);


--
-- Name: relation_unique; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX relation_unique ON public.claims_relation USING btree (from_claim_id, to_claim_id, kind) WHERE (withdrawn_at IS NULL);


--
-- Name: source_wikidata_id_unique; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX source_wikidata_id_unique ON public.sources_source USING btree (wikidata_id) WHERE (NOT ((wikidata_id)::text = ''::text));


--
-- Name: sources_document_origin_id_cbcb6378; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_document_origin_id_cbcb6378 ON public.sources_document USING btree (origin_id);


--
-- Name: sources_document_publisher_id_8f2cc053; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_document_publisher_id_8f2cc053 ON public.sources_document USING btree (publisher_id);


--
-- Name: sources_passage_document_id_3a631158; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_passage_document_id_3a631158 ON public.sources_passage USING btree (document_id);


--
-- Name: sources_revision_captured_by_id_2afd06ce; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_revision_captured_by_id_2afd06ce ON public.sources_revision USING btree (captured_by_id);


--
-- Name: sources_revision_document_id_c0aaa0de; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_revision_document_id_c0aaa0de ON public.sources_revision USING btree (document_id);


--
-- Name: sources_source_affiliation_id_47c567a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_source_affiliation_id_47c567a6 ON public.sources_source USING btree (affiliation_id);


--
-- Name: sources_sourcealias_source_id_d96f5b09; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_sourcealias_source_id_d96f5b09 ON public.sources_sourcealias USING btree (source_id);


--
-- Name: sources_sourcerating_rated_by_id_2eae3f36; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_sourcerating_rated_by_id_2eae3f36 ON public.sources_sourcerating USING btree (rated_by_id);


--
-- Name: sources_sourcerating_source_id_dd52efaf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sources_sourcerating_source_id_dd52efaf ON public.sources_sourcerating USING btree (source_id);


--
-- Name: tasks_db_new_ordering_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_db_new_ordering_idx ON public.django_tasks_database_dbtaskresult USING btree (status, priority DESC, run_after, enqueued_at) WHERE ((status)::text = 'READY'::text);


--
-- Name: webhooks_delivery_webhook_id_27345d75; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhooks_delivery_webhook_id_27345d75 ON public.webhooks_delivery USING btree (webhook_id);


--
-- Name: webhooks_webhook_token_id_24c94ab9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhooks_webhook_token_id_24c94ab9 ON public.webhooks_webhook USING btree (token_id);


--
-- Name: claims_appearance guard_appearance_of_claim_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_appearance_of_claim_stays BEFORE DELETE ON public.claims_appearance FOR EACH ROW EXECUTE FUNCTION public.guard_appearance_of_claim_stays();


--
-- Name: claims_appearance guard_appearance_retired; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_appearance_retired BEFORE UPDATE OF retired_at, retired_by_id ON public.claims_appearance FOR EACH ROW EXECUTE FUNCTION public.guard_appearance_retired();


--
-- Name: claims_appearance guard_appearance_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_appearance_stays BEFORE UPDATE OF id, claim_id, revision_id, exact, prefix, suffix, start, "end", mode, created_at, created_by_id ON public.claims_appearance FOR EACH ROW EXECUTE FUNCTION public.guard_appearance_stays();


--
-- Name: claims_appearance guard_appearance_words_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_appearance_words_added BEFORE INSERT ON public.claims_appearance FOR EACH ROW EXECUTE FUNCTION public.guard_appearance_words_added();


--
-- Name: claims_assessment guard_assessment_action; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_assessment_action BEFORE INSERT ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_assessment_action();


--
-- Name: claims_assessment guard_assessment_corrects; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_assessment_corrects BEFORE INSERT ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_assessment_corrects();


--
-- Name: claims_assessment guard_assessment_counts; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_assessment_counts AFTER INSERT ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_assessment_counts();


--
-- Name: claims_assessment guard_assessment_follows; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_assessment_follows BEFORE INSERT ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_assessment_follows();


--
-- Name: claims_assessment guard_assessment_four_eyes; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_assessment_four_eyes BEFORE INSERT ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_assessment_four_eyes();


--
-- Name: claims_attribution guard_attribution_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_attribution_added BEFORE INSERT ON public.claims_attribution FOR EACH ROW EXECUTE FUNCTION public.guard_attribution_added();


--
-- Name: claims_attribution guard_attribution_of_claim_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_attribution_of_claim_stays BEFORE DELETE ON public.claims_attribution FOR EACH ROW EXECUTE FUNCTION public.guard_attribution_of_claim_stays();


--
-- Name: claims_attribution guard_attribution_order; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_attribution_order BEFORE INSERT ON public.claims_attribution FOR EACH ROW EXECUTE FUNCTION public.guard_attribution_order();


--
-- Name: claims_attribution guard_attribution_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_attribution_stays BEFORE UPDATE ON public.claims_attribution FOR EACH ROW EXECUTE FUNCTION public.guard_attribution_stays();


--
-- Name: claims_claim guard_claim_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_added AFTER INSERT ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_added();


--
-- Name: claims_claim guard_claim_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_changed AFTER UPDATE OF version ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_changed();


--
-- Name: claims_claim guard_claim_concluded; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_concluded AFTER UPDATE OF evidence_status ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_concluded();


--
-- Name: claims_claim guard_claim_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_deleted AFTER DELETE ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_deleted();


--
-- Name: claims_claim guard_claim_deleted_words; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_deleted_words AFTER DELETE ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_deleted_words();


--
-- Name: claims_claim guard_claim_starts_unassessed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_starts_unassessed BEFORE INSERT ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_starts_unassessed();


--
-- Name: claims_claim guard_claim_status; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_status BEFORE UPDATE OF evidence_status ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_status();


--
-- Name: claims_claim guard_claim_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_stays BEFORE DELETE ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_stays();


--
-- Name: claims_claim guard_claim_version; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claim_version BEFORE UPDATE OF id, text, claim_type, claim_date, starts_on, ends_on, date_wording, due_on, context, language, assigned_to_id, external_id, published_at, published_by_id, version, created_at, created_by_id, updated_at, updated_by_id, edited_at, edited_by_id ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_claim_version();


--
-- Name: claims_appearance guard_claims_appearance_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_appearance_truncate BEFORE TRUNCATE ON public.claims_appearance FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_appearance_truncate();


--
-- Name: claims_assessment guard_claims_assessment_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_assessment_delete BEFORE DELETE ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_claims_assessment_delete();


--
-- Name: claims_assessment guard_claims_assessment_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_assessment_truncate BEFORE TRUNCATE ON public.claims_assessment FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_assessment_truncate();


--
-- Name: claims_assessment guard_claims_assessment_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_assessment_update BEFORE UPDATE ON public.claims_assessment FOR EACH ROW EXECUTE FUNCTION public.guard_claims_assessment_update();


--
-- Name: claims_attribution guard_claims_attribution_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_attribution_truncate BEFORE TRUNCATE ON public.claims_attribution FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_attribution_truncate();


--
-- Name: claims_changelogentry guard_claims_changelogentry_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_changelogentry_delete BEFORE DELETE ON public.claims_changelogentry FOR EACH ROW EXECUTE FUNCTION public.guard_claims_changelogentry_delete();


--
-- Name: claims_changelogentry guard_claims_changelogentry_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_changelogentry_truncate BEFORE TRUNCATE ON public.claims_changelogentry FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_changelogentry_truncate();


--
-- Name: claims_changelogentry guard_claims_changelogentry_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_changelogentry_update BEFORE UPDATE ON public.claims_changelogentry FOR EACH ROW EXECUTE FUNCTION public.guard_claims_changelogentry_update();


--
-- Name: claims_claimversion guard_claims_claimversion_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_claimversion_truncate BEFORE TRUNCATE ON public.claims_claimversion FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_claimversion_truncate();


--
-- Name: claims_quantity guard_claims_quantity_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_quantity_truncate BEFORE TRUNCATE ON public.claims_quantity FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_quantity_truncate();


--
-- Name: claims_relation guard_claims_relation_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_relation_truncate BEFORE TRUNCATE ON public.claims_relation FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_relation_truncate();


--
-- Name: claims_reliance guard_claims_reliance_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_reliance_delete BEFORE DELETE ON public.claims_reliance FOR EACH ROW EXECUTE FUNCTION public.guard_claims_reliance_delete();


--
-- Name: claims_reliance guard_claims_reliance_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_reliance_truncate BEFORE TRUNCATE ON public.claims_reliance FOR EACH STATEMENT EXECUTE FUNCTION public.guard_claims_reliance_truncate();


--
-- Name: claims_reliance guard_claims_reliance_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claims_reliance_update BEFORE UPDATE ON public.claims_reliance FOR EACH ROW EXECUTE FUNCTION public.guard_claims_reliance_update();


--
-- Name: claims_claimversion guard_claimversion_is_claim; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claimversion_is_claim BEFORE INSERT ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_claimversion_is_claim();


--
-- Name: claims_claimversion guard_claimversion_kept; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claimversion_kept BEFORE UPDATE OF id, claim_id, text, claim_type, claim_date, starts_on, ends_on, date_wording, due_on, context, language, assigned_to_id, external_id, published_at, published_by_id, version, created_at, created_by_id, updated_at, updated_by_id, edited_at, edited_by_id ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_claimversion_kept();


--
-- Name: claims_claimversion guard_claimversion_sealed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claimversion_sealed BEFORE UPDATE OF form, events, digest ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_claimversion_sealed();


--
-- Name: claims_claimversion guard_claimversion_status; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claimversion_status BEFORE UPDATE OF evidence_status ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_claimversion_status();


--
-- Name: claims_claimversion guard_claimversion_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_claimversion_stays BEFORE DELETE ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_claimversion_stays();


--
-- Name: claims_evidence guard_evidence_quote; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_evidence_quote BEFORE INSERT ON public.claims_evidence FOR EACH ROW EXECUTE FUNCTION public.guard_evidence_quote();


--
-- Name: claims_evidence guard_evidence_relays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_evidence_relays BEFORE INSERT ON public.claims_evidence FOR EACH ROW EXECUTE FUNCTION public.guard_evidence_relays();


--
-- Name: claims_evidence guard_evidence_stated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_evidence_stated BEFORE UPDATE OF id, added_at, added_by_id, claim_id, stance, directness, source_id, relays_id, document_id, revision_id, quote, start, "end", url, credibility, note, form, digest ON public.claims_evidence FOR EACH ROW EXECUTE FUNCTION public.guard_evidence_stated();


--
-- Name: claims_evidence guard_evidence_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_evidence_stays BEFORE DELETE ON public.claims_evidence FOR EACH ROW EXECUTE FUNCTION public.guard_evidence_stays();


--
-- Name: claims_evidence guard_evidence_withdrawn; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_evidence_withdrawn BEFORE UPDATE OF withdrawn_at, withdrawn_by_id, withdrawal_reason ON public.claims_evidence FOR EACH ROW EXECUTE FUNCTION public.guard_evidence_withdrawn();


--
-- Name: accounts_user guard_feed_accounts_user_update_of_first_name_last_name; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_accounts_user_update_of_first_name_last_name AFTER UPDATE OF first_name, last_name ON public.accounts_user FOR EACH ROW EXECUTE FUNCTION public.guard_feed_accounts_user_update_of_first_name_last_name();


--
-- Name: claims_claim guard_feed_claim_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_claim_deleted AFTER DELETE ON public.claims_claim FOR EACH ROW EXECUTE FUNCTION public.guard_feed_claim_deleted();


--
-- Name: claims_claimversion guard_feed_claim_shown; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_claim_shown AFTER UPDATE OF digest ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_feed_claim_shown();


--
-- Name: claims_series guard_feed_claims_series_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_claims_series_delete AFTER DELETE ON public.claims_series FOR EACH ROW EXECUTE FUNCTION public.guard_feed_claims_series_delete();


--
-- Name: claims_series guard_feed_claims_series_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_claims_series_insert AFTER INSERT ON public.claims_series FOR EACH ROW EXECUTE FUNCTION public.guard_feed_claims_series_insert();


--
-- Name: claims_series guard_feed_claims_series_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_claims_series_update AFTER UPDATE ON public.claims_series FOR EACH ROW EXECUTE FUNCTION public.guard_feed_claims_series_update();


--
-- Name: sources_document guard_feed_document_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_document_changed AFTER UPDATE ON public.sources_document FOR EACH ROW EXECUTE FUNCTION public.guard_feed_document_changed();


--
-- Name: claims_quotecheck guard_feed_quote_checked; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_quote_checked AFTER INSERT ON public.claims_quotecheck FOR EACH ROW EXECUTE FUNCTION public.guard_feed_quote_checked();


--
-- Name: claims_series guard_feed_series_named; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_series_named AFTER UPDATE OF name ON public.claims_series FOR EACH ROW EXECUTE FUNCTION public.guard_feed_series_named();


--
-- Name: sources_source guard_feed_source_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_source_changed AFTER UPDATE OF name, kind, affiliation_id ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_feed_source_changed();


--
-- Name: sources_sourcerating guard_feed_source_rated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_source_rated AFTER INSERT ON public.sources_sourcerating FOR EACH ROW EXECUTE FUNCTION public.guard_feed_source_rated();


--
-- Name: sources_document guard_feed_sources_document_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_document_delete AFTER DELETE ON public.sources_document FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_document_delete();


--
-- Name: sources_document guard_feed_sources_document_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_document_insert AFTER INSERT ON public.sources_document FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_document_insert();


--
-- Name: sources_document guard_feed_sources_document_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_document_update AFTER UPDATE ON public.sources_document FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_document_update();


--
-- Name: sources_revision guard_feed_sources_revision_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_revision_insert AFTER INSERT ON public.sources_revision FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_revision_insert();


--
-- Name: sources_source guard_feed_sources_source_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_source_delete AFTER DELETE ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_source_delete();


--
-- Name: sources_source guard_feed_sources_source_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_source_insert AFTER INSERT ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_source_insert();


--
-- Name: sources_source guard_feed_sources_source_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_source_update AFTER UPDATE ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_source_update();


--
-- Name: sources_sourcealias guard_feed_sources_sourcealias_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_sourcealias_delete AFTER DELETE ON public.sources_sourcealias FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_sourcealias_delete();


--
-- Name: sources_sourcealias guard_feed_sources_sourcealias_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_sourcealias_insert AFTER INSERT ON public.sources_sourcealias FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_sourcealias_insert();


--
-- Name: sources_sourcealias guard_feed_sources_sourcealias_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_sourcealias_update AFTER UPDATE ON public.sources_sourcealias FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_sourcealias_update();


--
-- Name: sources_sourcerating guard_feed_sources_sourcerating_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_sources_sourcerating_insert AFTER INSERT ON public.sources_sourcerating FOR EACH ROW EXECUTE FUNCTION public.guard_feed_sources_sourcerating_insert();


--
-- Name: claims_claimversion guard_feed_version; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_feed_version AFTER INSERT ON public.claims_claimversion FOR EACH ROW EXECUTE FUNCTION public.guard_feed_version();


--
-- Name: claims_quantity guard_quantity_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quantity_added BEFORE INSERT ON public.claims_quantity FOR EACH ROW EXECUTE FUNCTION public.guard_quantity_added();


--
-- Name: claims_quantity guard_quantity_of_claim_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quantity_of_claim_stays BEFORE DELETE ON public.claims_quantity FOR EACH ROW EXECUTE FUNCTION public.guard_quantity_of_claim_stays();


--
-- Name: claims_quantity guard_quantity_replaced; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quantity_replaced BEFORE UPDATE OF replaced_at ON public.claims_quantity FOR EACH ROW EXECUTE FUNCTION public.guard_quantity_replaced();


--
-- Name: claims_quantity guard_quantity_series; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quantity_series BEFORE INSERT ON public.claims_quantity FOR EACH ROW EXECUTE FUNCTION public.guard_quantity_series();


--
-- Name: claims_quantity guard_quantity_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quantity_stays BEFORE UPDATE OF id, claim_id, appearance_id, comparator, low, high, unit, counted, wording, series_id, stated_at, stated_by_id ON public.claims_quantity FOR EACH ROW EXECUTE FUNCTION public.guard_quantity_stays();


--
-- Name: claims_quotecheck guard_quotecheck_accepted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quotecheck_accepted BEFORE UPDATE OF accepted_at, accepted_by_id ON public.claims_quotecheck FOR EACH ROW EXECUTE FUNCTION public.guard_quotecheck_accepted();


--
-- Name: claims_quotecheck guard_quotecheck_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quotecheck_added BEFORE INSERT ON public.claims_quotecheck FOR EACH ROW EXECUTE FUNCTION public.guard_quotecheck_added();


--
-- Name: claims_quotecheck guard_quotecheck_elsewhere; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quotecheck_elsewhere BEFORE INSERT ON public.claims_quotecheck FOR EACH ROW EXECUTE FUNCTION public.guard_quotecheck_elsewhere();


--
-- Name: claims_quotecheck guard_quotecheck_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_quotecheck_stays BEFORE UPDATE OF id, appearance_id, revision_id, state, start, "end", other_revision_id, checked_at ON public.claims_quotecheck FOR EACH ROW EXECUTE FUNCTION public.guard_quotecheck_stays();


--
-- Name: sources_sourcerating guard_rating_order; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_rating_order BEFORE INSERT ON public.sources_sourcerating FOR EACH ROW EXECUTE FUNCTION public.guard_rating_order();


--
-- Name: claims_relation guard_relation_after_others; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_relation_after_others BEFORE INSERT ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.guard_relation_after_others();


--
-- Name: claims_relation guard_relation_circle; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_relation_circle BEFORE INSERT ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.guard_relation_circle();


--
-- Name: claims_relation guard_relation_stated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_relation_stated BEFORE UPDATE OF id, from_claim_id, to_claim_id, kind, note, added_at, added_by_id ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.guard_relation_stated();


--
-- Name: claims_relation guard_relation_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_relation_stays BEFORE DELETE ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.guard_relation_stays();


--
-- Name: claims_relation guard_relation_withdrawn; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_relation_withdrawn BEFORE UPDATE OF withdrawn_at, withdrawn_by_id, withdrawal_reason ON public.claims_relation FOR EACH ROW EXECUTE FUNCTION public.guard_relation_withdrawn();


--
-- Name: claims_reliance guard_reliance_four_eyes; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_reliance_four_eyes BEFORE INSERT ON public.claims_reliance FOR EACH ROW EXECUTE FUNCTION public.guard_reliance_four_eyes();


--
-- Name: claims_reliance guard_reliance_on_own_evidence; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_reliance_on_own_evidence BEFORE INSERT ON public.claims_reliance FOR EACH ROW EXECUTE FUNCTION public.guard_reliance_on_own_evidence();


--
-- Name: claims_reliance guard_reliance_refutes; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_reliance_refutes AFTER INSERT ON public.claims_reliance FOR EACH ROW EXECUTE FUNCTION public.guard_reliance_refutes();


--
-- Name: claims_reliance guard_reliance_sealed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_reliance_sealed BEFORE INSERT ON public.claims_reliance FOR EACH ROW EXECUTE FUNCTION public.guard_reliance_sealed();


--
-- Name: sources_revision guard_revision_number; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_revision_number BEFORE INSERT ON public.sources_revision FOR EACH ROW EXECUTE FUNCTION public.guard_revision_number();


--
-- Name: claims_series guard_series_unit; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_series_unit BEFORE UPDATE OF id, unit ON public.claims_series FOR EACH ROW EXECUTE FUNCTION public.guard_series_unit();


--
-- Name: sources_source guard_source_affiliation_after_others; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_source_affiliation_after_others BEFORE UPDATE OF affiliation_id ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_source_affiliation_after_others();


--
-- Name: sources_source guard_source_affiliation_circle_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_source_affiliation_circle_added BEFORE INSERT ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_source_affiliation_circle_added();


--
-- Name: sources_source guard_source_affiliation_circle_closed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_source_affiliation_circle_closed BEFORE UPDATE OF affiliation_id ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_source_affiliation_circle_closed();


--
-- Name: sources_source guard_source_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_source_deleted AFTER DELETE ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_source_deleted();


--
-- Name: sources_source guard_source_name_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_source_name_added AFTER INSERT ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_source_name_added();


--
-- Name: sources_source guard_source_name_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_source_name_changed AFTER UPDATE OF folded ON public.sources_source FOR EACH ROW EXECUTE FUNCTION public.guard_source_name_changed();


--
-- Name: sources_sourcealias guard_sourcealias_is_name; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sourcealias_is_name BEFORE DELETE ON public.sources_sourcealias FOR EACH ROW EXECUTE FUNCTION public.guard_sourcealias_is_name();


--
-- Name: sources_sourcealias guard_sourcealias_of_name_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sourcealias_of_name_changed BEFORE UPDATE OF folded, source_id ON public.sources_sourcealias FOR EACH ROW EXECUTE FUNCTION public.guard_sourcealias_of_name_changed();


--
-- Name: sources_sourcealias guard_sourcealias_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sourcealias_truncate BEFORE TRUNCATE ON public.sources_sourcealias FOR EACH STATEMENT EXECUTE FUNCTION public.guard_sourcealias_truncate();


--
-- Name: sources_revision guard_sources_revision_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sources_revision_delete BEFORE DELETE ON public.sources_revision FOR EACH ROW EXECUTE FUNCTION public.guard_sources_revision_delete();


--
-- Name: sources_revision guard_sources_revision_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sources_revision_truncate BEFORE TRUNCATE ON public.sources_revision FOR EACH STATEMENT EXECUTE FUNCTION public.guard_sources_revision_truncate();


--
-- Name: sources_revision guard_sources_revision_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sources_revision_update BEFORE UPDATE ON public.sources_revision FOR EACH ROW EXECUTE FUNCTION public.guard_sources_revision_update();


--
-- Name: sources_sourcerating guard_sources_sourcerating_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sources_sourcerating_delete BEFORE DELETE ON public.sources_sourcerating FOR EACH ROW EXECUTE FUNCTION public.guard_sources_sourcerating_delete();


--
-- Name: sources_sourcerating guard_sources_sourcerating_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sources_sourcerating_truncate BEFORE TRUNCATE ON public.sources_sourcerating FOR EACH STATEMENT EXECUTE FUNCTION public.guard_sources_sourcerating_truncate();


--
-- Name: sources_sourcerating guard_sources_sourcerating_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_sources_sourcerating_update BEFORE UPDATE ON public.sources_sourcerating FOR EACH ROW EXECUTE FUNCTION public.guard_sources_sourcerating_update();


--
-- Name: accounts_idempotencykey accounts_idempotencykey_user_id_ad587486_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_idempotencykey
    ADD CONSTRAINT accounts_idempotencykey_user_id_ad587486_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_token accounts_token_user_id_82a3a2c8_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_token
    ADD CONSTRAINT accounts_token_user_id_82a3a2c8_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_groups accounts_user_groups_group_id_bd11a704_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_groups accounts_user_groups_user_id_52b62117_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_user_permissions accounts_user_user_p_permission_id_113bb443_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_user_permissions accounts_user_user_p_user_id_e4f0a161_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: axes_accessattemptexpiration axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_appearance claims_appearance_claim_id_e65ab55a_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_appearance
    ADD CONSTRAINT claims_appearance_claim_id_e65ab55a_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_appearance claims_appearance_created_by_id_e77c6bff_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_appearance
    ADD CONSTRAINT claims_appearance_created_by_id_e77c6bff_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_appearance claims_appearance_retired_by_id_6ec6fcb5_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_appearance
    ADD CONSTRAINT claims_appearance_retired_by_id_6ec6fcb5_fk_accounts_user_id FOREIGN KEY (retired_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_appearance claims_appearance_revision_id_3a9275b3_fk_sources_revision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_appearance
    ADD CONSTRAINT claims_appearance_revision_id_3a9275b3_fk_sources_revision_id FOREIGN KEY (revision_id) REFERENCES public.sources_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_assessment claims_assessment_assessed_by_id_c658e50b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_assessment
    ADD CONSTRAINT claims_assessment_assessed_by_id_c658e50b_fk_accounts_user_id FOREIGN KEY (assessed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_assessment claims_assessment_claim_id_75b01a1f_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_assessment
    ADD CONSTRAINT claims_assessment_claim_id_75b01a1f_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_attribution claims_attribution_appearance_id_31548e97_fk_claims_ap; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT claims_attribution_appearance_id_31548e97_fk_claims_ap FOREIGN KEY (appearance_id) REFERENCES public.claims_appearance(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_attribution claims_attribution_source_id_a98aab66_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_attribution
    ADD CONSTRAINT claims_attribution_source_id_a98aab66_fk_sources_source_id FOREIGN KEY (source_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_assigned_to_id_5e597702_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_assigned_to_id_5e597702_fk_accounts_user_id FOREIGN KEY (assigned_to_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_created_by_id_2bb498dd_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_created_by_id_2bb498dd_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_edited_by_id_4afbe99c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_edited_by_id_4afbe99c_fk_accounts_user_id FOREIGN KEY (edited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_published_by_id_01314e3f_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_published_by_id_01314e3f_fk_accounts_user_id FOREIGN KEY (published_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claim claims_claim_updated_by_id_19b6b059_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claim
    ADD CONSTRAINT claims_claim_updated_by_id_19b6b059_fk_accounts_user_id FOREIGN KEY (updated_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claimversion claims_claimversion_assigned_to_id_11809959_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_assigned_to_id_11809959_fk_accounts_user_id FOREIGN KEY (assigned_to_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claimversion claims_claimversion_claim_id_4838944d_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_claim_id_4838944d_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claimversion claims_claimversion_created_by_id_19383f9c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_created_by_id_19383f9c_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claimversion claims_claimversion_edited_by_id_cc81dc02_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_edited_by_id_cc81dc02_fk_accounts_user_id FOREIGN KEY (edited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claimversion claims_claimversion_published_by_id_0c0bd3a3_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_published_by_id_0c0bd3a3_fk_accounts_ FOREIGN KEY (published_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_claimversion claims_claimversion_updated_by_id_6d4c0608_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_claimversion
    ADD CONSTRAINT claims_claimversion_updated_by_id_6d4c0608_fk_accounts_user_id FOREIGN KEY (updated_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_added_by_id_60664b4c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_added_by_id_60664b4c_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_claim_id_9dff6356_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_claim_id_9dff6356_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_document_id_d09822f5_fk_sources_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_document_id_d09822f5_fk_sources_document_id FOREIGN KEY (document_id) REFERENCES public.sources_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_relays_id_97f0cec4_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_relays_id_97f0cec4_fk_sources_source_id FOREIGN KEY (relays_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_revision_id_c02f31ff_fk_sources_revision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_revision_id_c02f31ff_fk_sources_revision_id FOREIGN KEY (revision_id) REFERENCES public.sources_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_source_id_23003ee9_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_source_id_23003ee9_fk_sources_source_id FOREIGN KEY (source_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_evidence claims_evidence_withdrawn_by_id_1a313b19_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_evidence
    ADD CONSTRAINT claims_evidence_withdrawn_by_id_1a313b19_fk_accounts_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_origincount claims_origincount_claim_id_63af6845_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_origincount
    ADD CONSTRAINT claims_origincount_claim_id_63af6845_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quantity claims_quantity_appearance_id_83e08fb5_fk_claims_appearance_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quantity
    ADD CONSTRAINT claims_quantity_appearance_id_83e08fb5_fk_claims_appearance_id FOREIGN KEY (appearance_id) REFERENCES public.claims_appearance(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quantity claims_quantity_claim_id_1905c037_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quantity
    ADD CONSTRAINT claims_quantity_claim_id_1905c037_fk_claims_claim_id FOREIGN KEY (claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quantity claims_quantity_series_id_67aa274a_fk_claims_series_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quantity
    ADD CONSTRAINT claims_quantity_series_id_67aa274a_fk_claims_series_id FOREIGN KEY (series_id) REFERENCES public.claims_series(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quantity claims_quantity_stated_by_id_2c5298d8_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quantity
    ADD CONSTRAINT claims_quantity_stated_by_id_2c5298d8_fk_accounts_user_id FOREIGN KEY (stated_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quotecheck claims_quotecheck_accepted_by_id_60b20e6c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quotecheck
    ADD CONSTRAINT claims_quotecheck_accepted_by_id_60b20e6c_fk_accounts_user_id FOREIGN KEY (accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quotecheck claims_quotecheck_appearance_id_18026bc1_fk_claims_ap; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quotecheck
    ADD CONSTRAINT claims_quotecheck_appearance_id_18026bc1_fk_claims_ap FOREIGN KEY (appearance_id) REFERENCES public.claims_appearance(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quotecheck claims_quotecheck_other_revision_id_ff5b862a_fk_sources_r; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quotecheck
    ADD CONSTRAINT claims_quotecheck_other_revision_id_ff5b862a_fk_sources_r FOREIGN KEY (other_revision_id) REFERENCES public.sources_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_quotecheck claims_quotecheck_revision_id_9b9ee0c2_fk_sources_revision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_quotecheck
    ADD CONSTRAINT claims_quotecheck_revision_id_9b9ee0c2_fk_sources_revision_id FOREIGN KEY (revision_id) REFERENCES public.sources_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_added_by_id_b9db80a6_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_added_by_id_b9db80a6_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_from_claim_id_4f83ad4b_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_from_claim_id_4f83ad4b_fk_claims_claim_id FOREIGN KEY (from_claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_to_claim_id_058d8622_fk_claims_claim_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_to_claim_id_058d8622_fk_claims_claim_id FOREIGN KEY (to_claim_id) REFERENCES public.claims_claim(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_relation claims_relation_withdrawn_by_id_77af2f89_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_relation
    ADD CONSTRAINT claims_relation_withdrawn_by_id_77af2f89_fk_accounts_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_reliance claims_reliance_assessment_id_d31add5f_fk_claims_assessment_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_reliance
    ADD CONSTRAINT claims_reliance_assessment_id_d31add5f_fk_claims_assessment_id FOREIGN KEY (assessment_id) REFERENCES public.claims_assessment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: claims_reliance claims_reliance_evidence_id_31efd472_fk_claims_evidence_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims_reliance
    ADD CONSTRAINT claims_reliance_evidence_id_31efd472_fk_claims_evidence_id FOREIGN KEY (evidence_id) REFERENCES public.claims_evidence(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_content_type_id_c4bce8eb_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: django_admin_log django_admin_log_user_id_c564eba6_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_document sources_document_origin_id_cbcb6378_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_document
    ADD CONSTRAINT sources_document_origin_id_cbcb6378_fk_sources_source_id FOREIGN KEY (origin_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_document sources_document_publisher_id_8f2cc053_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_document
    ADD CONSTRAINT sources_document_publisher_id_8f2cc053_fk_sources_source_id FOREIGN KEY (publisher_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_passage sources_passage_document_id_3a631158_fk_sources_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_passage
    ADD CONSTRAINT sources_passage_document_id_3a631158_fk_sources_document_id FOREIGN KEY (document_id) REFERENCES public.sources_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_revision sources_revision_captured_by_id_2afd06ce_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_revision
    ADD CONSTRAINT sources_revision_captured_by_id_2afd06ce_fk_accounts_user_id FOREIGN KEY (captured_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_revision sources_revision_document_id_c0aaa0de_fk_sources_document_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_revision
    ADD CONSTRAINT sources_revision_document_id_c0aaa0de_fk_sources_document_id FOREIGN KEY (document_id) REFERENCES public.sources_document(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_source sources_source_affiliation_id_47c567a6_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_source
    ADD CONSTRAINT sources_source_affiliation_id_47c567a6_fk_sources_source_id FOREIGN KEY (affiliation_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_sourcealias sources_sourcealias_source_id_d96f5b09_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_sourcealias
    ADD CONSTRAINT sources_sourcealias_source_id_d96f5b09_fk_sources_source_id FOREIGN KEY (source_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_sourcerating sources_sourcerating_rated_by_id_2eae3f36_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_sourcerating
    ADD CONSTRAINT sources_sourcerating_rated_by_id_2eae3f36_fk_accounts_user_id FOREIGN KEY (rated_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: sources_sourcerating sources_sourcerating_source_id_dd52efaf_fk_sources_source_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources_sourcerating
    ADD CONSTRAINT sources_sourcerating_source_id_dd52efaf_fk_sources_source_id FOREIGN KEY (source_id) REFERENCES public.sources_source(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: webhooks_delivery webhooks_delivery_webhook_id_27345d75_fk_webhooks_webhook_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_delivery
    ADD CONSTRAINT webhooks_delivery_webhook_id_27345d75_fk_webhooks_webhook_id FOREIGN KEY (webhook_id) REFERENCES public.webhooks_webhook(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: webhooks_webhook webhooks_webhook_token_id_24c94ab9_fk_accounts_token_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks_webhook
    ADD CONSTRAINT webhooks_webhook_token_id_24c94ab9_fk_accounts_token_id FOREIGN KEY (token_id) REFERENCES public.accounts_token(id) DEFERRABLE INITIALLY DEFERRED;


--
-- PostgreSQL database dump complete
--


