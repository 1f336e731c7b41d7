//! Where an id stands between 0 and 1 for a flag: the same id always stands in the same place, in every SDK and on PostHog's servers.

use sha1::{Digest, Sha1};

/// Fifteen hexadecimal digits, all of them F.
const SCALE: u64 = 0x0fff_ffff_ffff_ffff;

/// The salt that chooses a variant, so that who gets a flag does not decide which variant they get.
pub const VARIANT: &str = "variant";

/// The first 15 hexadecimal digits of the SHA-1 of `prefix`, `id` and `salt`, as a share of the largest such number. A flag's prefix is its
/// key and a dot.
#[expect(clippy::cast_precision_loss, reason = "PostHog divides in double precision too")]
pub fn position(prefix: &str, id: &str, salt: &str) -> f64 {
    let digest = Sha1::digest(format!("{prefix}{id}{salt}"));
    let first = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (first >> 4) as f64 / SCALE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published by PostHog: `test_calculate_hash` of its flag service.
    #[test]
    fn stands_where_posthogs_servers_put_it() {
        for (id, place) in [
            ("some_distinct_id", 0.727_000_240_358_572_5),
            ("test-identifier", 0.449_388_171_604_023_6),
            ("example_id", 0.940_200_347_583_122_4),
            ("example_id2", 0.629_274_038_996_651_9),
        ] {
            assert!((position("holdout-", id, "") - place).abs() < f64::EPSILON, "{id}");
        }
    }

    #[test]
    fn the_salt_moves_an_id() {
        // Worked out with another SHA-1.
        assert!((position("simple-flag.", "distinct_id_0", "") - 0.783_696_376_422_043_2).abs() < f64::EPSILON);
        assert!((position("multivariate-flag.", "distinct_id_0", VARIANT) - 0.618_645_453_793_037_9).abs() < f64::EPSILON);
    }
}
