//! Whether several clicks in one place are of anger: what the page is asked for it, of autocapture and of heatmaps alike.

use crate::api::Page;
use crate::core::autocapture::{Chain, Label, NO_RAGECLICK, list};
use crate::core::json::Json;

/// Several clicks in one place: in anger, or because that is what the place is for?
pub fn is_rage(page: &Page, chain: &Chain, option: &Json) -> bool {
    let own = option.as_map().unwrap_or_default();
    let harmless = own.truthy("ignore_text_selection") && chain.selects_text();
    let ignored = own.get("content_ignorelist").filter(|list| list.is_true() || list.is_array());
    let stepper = |ignored: &Json| pressed_label(page, chain).is_stepper(ignored);
    !harmless
        && !ignored.is_some_and(stepper)
        && match list(&own, "css_selector_ignorelist") {
            Some(list) => !page.matches_any(list.text()),
            None => !chain.has_mark(NO_RAGECLICK),
        }
}

/// What stands on the control that was clicked.
fn pressed_label(page: &Page, chain: &Chain) -> Label {
    let label = |index: usize| chain.label(index, &page.label_facts(index));
    if let Some(index) = chain.interactive() {
        return label(index);
    }
    let hands = page.pointers().bytes().take_while(|hand| *hand == b'1').count();
    (0..hands).map(label).find(|label| !label.is_empty()).unwrap_or_else(|| label(0))
}
