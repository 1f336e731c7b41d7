use super::page::*;
use serde_json::json;

#[test]
fn smoke() {
    let tab = tab();
    let mut page = tab.open("/a?utm_source=x", json!({}));
    page.advance(1.0);
    page.capture("clicked", json!({"a": 1}));
    page.advance(3000.0);
    println!("{:#?}", page.sent);
    println!("{}", page.local(ENTRY).unwrap());
    println!("{:?}", page.cookie(ENTRY));
    println!("{:?}", page.logs);
}
