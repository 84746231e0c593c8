namespace Wardmote.Store;

/// <summary>The tables, once for both stores: <c>{text}</c>, <c>{int}</c>, <c>{real}</c>, <c>{blob}</c>, <c>{table}</c> and <c>{keyed}</c> are filled in by each.</summary>
internal static class Schema
{
    /// <summary>Version this program writes. A step up adds statements to <see cref="Steps"/>; none is ever changed.</summary>
    internal const int Version = 3;

    /// <summary>Statements that lead from version n to n + 1.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Steps { get; } =
    [
        [
            // The record. Times are ticks (100 ns, UTC): PostgreSQL's own type would round them and break the hash.
            """
            CREATE TABLE entries (
              book {text} NOT NULL, sequence {int} NOT NULL, id {text} NOT NULL, at {int} NOT NULL,
              person {text} NOT NULL, role {text} NOT NULL, acts_for {text} NOT NULL, kind {text} NOT NULL, body {text} NOT NULL,
              tags {text} NOT NULL, slots {text} NOT NULL, commitments {text} NOT NULL, under {text} NOT NULL,
              key {text} NOT NULL, previous {text} NOT NULL, hash {text} NOT NULL,
              PRIMARY KEY (book, sequence)){table}
            """,
            // With the sequence in it: without, SQLite walks the whole book in its order rather than sort the one or two entries of a key.
            "CREATE UNIQUE INDEX entries_by_key ON entries (book, key, sequence)",

            // The tag leads, so that one index answers both "in this book" and "in any book".
            """
            CREATE TABLE tags (
              tag {text} NOT NULL, book {text} NOT NULL, sequence {int} NOT NULL,
              PRIMARY KEY (tag, book, sequence)){keyed}
            """,
            """
            CREATE TABLE slots (
              book {text} NOT NULL, slot {text} NOT NULL, sequence {int} NOT NULL,
              PRIMARY KEY (book, slot)){keyed}
            """,

            // sealed: nonce, tag, ciphertext of salt and details; null and no person once erased.
            """
            CREATE TABLE envelopes (
              book {text} NOT NULL, id {text} NOT NULL, sequence {int} NOT NULL, person {text} NOT NULL, sealed {blob},
              PRIMARY KEY (book, id)){table}
            """,
            "CREATE INDEX envelopes_by_person ON envelopes (book, person)",
            "CREATE INDEX envelopes_by_sequence ON envelopes (book, sequence)",
            """
            CREATE TABLE person_keys (
              book {text} NOT NULL, person {text} NOT NULL, secret {blob} NOT NULL,
              PRIMARY KEY (book, person)){table}
            """,
            """
            CREATE TABLE checkpoints (
              book {text} NOT NULL, sequence {int} NOT NULL, signer {text} NOT NULL, at {int} NOT NULL, root {text} NOT NULL,
              public_key {blob} NOT NULL, signature {blob} NOT NULL,
              PRIMARY KEY (book, sequence, signer)){table}
            """,

            // A reading: may be dropped and replayed. A card without a deadline has the greatest number, so that it sorts last.
            """
            CREATE TABLE cards (
              book {text} NOT NULL, kind {text} NOT NULL, id {text} NOT NULL, number {text} NOT NULL, locality {text} NOT NULL,
              holder {text} NOT NULL, handler {text} NOT NULL, state {text} NOT NULL, is_open {int} NOT NULL, item {text} NOT NULL,
              title {text} NOT NULL, source {text} NOT NULL, fence {text} NOT NULL, due {int} NOT NULL, created {int} NOT NULL,
              updated {int} NOT NULL, sequence {int} NOT NULL, latitude {real}, longitude {real}, extra {text} NOT NULL, words {text} NOT NULL,
              PRIMARY KEY (book, kind, id)){table}
            """,
            "CREATE INDEX cards_by_locality ON cards (book, kind, locality, is_open, due, id)",
            "CREATE INDEX cards_by_book ON cards (book, kind, is_open, due, id)",
            "CREATE INDEX cards_by_due ON cards (kind, is_open, due, id, book)",
            "CREATE INDEX cards_by_holder ON cards (holder, kind, is_open, due, id, book)",
            "CREATE INDEX cards_by_handler ON cards (handler, kind, is_open, due, id, book)",
            "CREATE INDEX cards_by_age ON cards (kind, created, id, book)",

            // Two-character pieces of number and title: Chinese words are mostly two characters and have no spaces.
            """
            CREATE TABLE card_words (
              gram {text} NOT NULL, kind {text} NOT NULL, book {text} NOT NULL, id {text} NOT NULL,
              PRIMARY KEY (gram, kind, book, id)){keyed}
            """,
            """
            CREATE TABLE accounts (
              id {text} NOT NULL PRIMARY KEY, user_name {text} NOT NULL, folded_name {text} NOT NULL UNIQUE,
              name_zh {text} NOT NULL, name_en {text} NOT NULL, name_ar {text} NOT NULL,
              password_hash {text} NOT NULL, security_stamp {text} NOT NULL, roles {text} NOT NULL,
              county {text} NOT NULL, locality {text} NOT NULL, agency {text} NOT NULL,
              failures {int} NOT NULL, locked_until {int} NOT NULL, must_change {int} NOT NULL, enabled {int} NOT NULL, created {int} NOT NULL){table}
            """,
            """
            CREATE TABLE account_tokens (
              hash {text} NOT NULL PRIMARY KEY, account {text} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, name {text} NOT NULL,
              created {int} NOT NULL, expires {int} NOT NULL){table}
            """,
            "CREATE INDEX account_tokens_by_account ON account_tokens (account)",
            """
            CREATE TABLE account_links (
              hash {text} NOT NULL PRIMARY KEY, account {text} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, purpose {text} NOT NULL,
              expires {int} NOT NULL){table}
            """,
            "CREATE INDEX account_links_by_account ON account_links (account)",
        ],
        [
            // Which machine runs a background clock, and until when: beside the record, worth nothing after its time.
            """
            CREATE TABLE leases (
              name {text} NOT NULL PRIMARY KEY, holder {text} NOT NULL, until {int} NOT NULL){table}
            """,
        ],
        [
            // Views by state, of one's own, of stopped and of ended cases: without these a page of fifty reads every card of its locality.
            "CREATE INDEX cards_by_state ON cards (book, kind, locality, state, is_open, due, id)",
            "CREATE INDEX cards_by_place_handler ON cards (book, kind, locality, handler, is_open, due, id)",
            "CREATE INDEX cards_by_fence ON cards (book, kind, locality, fence, is_open, due, id) WHERE fence <> ''",
            "CREATE INDEX cards_by_locality_age ON cards (book, kind, locality, is_open, created, id)",
        ],
    ];
}
