//! An instance starts in a real page: with good and bad arguments, in storage that works, refuses and is full.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
async fn from_init_to_an_event_with_a_stored_identity() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const posthog = page.start(); const id = posthog.get_distinct_id();
            const result = posthog.capture('bought', { price: 3 }, { $set: { plan: 'big' } });
            const [event] = await page.events(); const [request] = page.sent;
            return [/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id), event.event, event.properties.price, event.properties.distinct_id === id,
            event.properties.token === posthog.token, event.$set, event.uuid === result.uuid,
            new Date(event.timestamp).getTime() === result.timestamp.getTime(),
            JSON.stringify(event.properties) === JSON.stringify(result.properties), page.stored(posthog).distinct_id === id,
            document.cookie.includes(id),
            request.method, request.url === location.origin + '/e/', JSON.parse(request.body).api_key === posthog.token]",
    );
    assert_eq!(told.await, r#"[true,"bought",3,true,true,{"plan":"big"},true,true,true,true,true,"POST",true,true]"#);
}

#[wasm_bindgen_test]
fn a_visitor_is_known_again() {
    let page = Page::fresh();
    assert_eq!(
        page.tell(
            "const first = page.start({}, 'phc_again'); first.register({ kept: [1] }); const id = first.get_distinct_id();
        const next = page.start({}, 'phc_again'); return [next.get_distinct_id() === id, next.get_property('kept')]"
        ),
        "[true,[1]]"
    );
}

#[wasm_bindgen_test]
fn calls_before_init_are_refused_and_said() {
    let page = Page::fresh();
    assert_eq!(
        page.tell(
            "const posthog = page.facade();
        return [posthog.capture('early') === undefined, posthog.get_distinct_id() === undefined, posthog.__loaded, page.errors,
        page.sent]"
        ),
        "[true,true,false,[],[]]"
    );
    let told = page.tell(
        "window.POSTHOG_DEBUG = true; page.facade().capture('early'); return page.said.filter((line) => line.startsWith('error')).length",
    );
    assert_eq!(told, "1");
}

#[wasm_bindgen_test]
fn without_a_token_nothing_starts() {
    let page = Page::fresh();
    for token in ["undefined", "null", "''", "'  '", "7", "({})", "() => 'x'"] {
        let told = page.tell(&format!(
            "page.said.length = 0; const posthog = page.facade();
            return [posthog.init({token}, page.quiet()), posthog.__loaded, posthog.capture('x') === undefined, page.said.length,
            localStorage.length]"
        ));
        assert_eq!(told, "[false,false,true,1,0]", "{token}");
    }
}

#[wasm_bindgen_test]
fn init_twice_is_once() {
    let page = Page::fresh();
    let told = page.tell(
        "let loads = 0; const posthog = page.start({ loaded: () => loads++ }); const id = posthog.get_distinct_id();
            const again = [posthog.init(posthog.token, { ...page.quiet(), api_host: 'http://other.example', loaded: () => loads++ }),
            posthog.init('phc_other', {})];
            posthog.capture('x');
            return [again, loads, posthog.get_distinct_id() === id, posthog.config.token === posthog.token,
            page.sent.map((r) => new URL(r.url).origin === location.origin), page.said.length]",
    );
    assert_eq!(told, "[[false,false],1,true,true,[true],2]");
}

#[wasm_bindgen_test]
fn odd_options_are_no_hindrance() {
    let page = Page::fresh();
    for options in [
        "{ api_host: 7 }",
        "{ bootstrap: { distinctID: () => 1 } }",
        "{ property_denylist: 'no list' }",
        "{ request_headers: { get x() { throw new Error('no') } } }",
        "{ get custom() { throw new Error('no') } }",
        "{ rate_limiting: null }",
        "(() => { const self = {}; self.self = self; return { bootstrap: self } })()",
    ] {
        let told = page.tell(&format!(
            "page.sent.length = 0; const posthog = page.facade();
            posthog.init('phc_odd', Object.defineProperties(page.quiet(), Object.getOwnPropertyDescriptors({options})));
            const id = typeof posthog.get_distinct_id(); posthog.capture('x'); return [id, page.names(), page.errors]"
        ));
        assert_eq!(told, r#"["string",["x"],[]]"#, "{options}");
    }
    for config in ["undefined", "null", "'text'", "7"] {
        assert_eq!(page.tell(&format!("return page.facade().init('phc_odd', {config})")), "true", "{config}");
    }
}

#[wasm_bindgen_test]
fn the_pages_function_makes_the_first_id() {
    let page = Page::fresh();
    assert_eq!(page.tell("return page.start({ get_device_id: (uuid) => 'my-' + uuid.length }).get_distinct_id()"), r#""my-36""#);
    for bad in ["() => { throw new Error('no') }", "() => 7", "() => undefined", "'no function'"] {
        assert_eq!(page.tell(&format!("return page.start({{ get_device_id: {bad} }}).get_distinct_id().length")), "36", "{bad}");
    }
}

#[wasm_bindgen_test]
fn loaded_is_called_once_with_the_instance_and_may_use_it() {
    let page = Page::fresh();
    let told = page.tell(
        "let calls = [];
        const posthog = page.start({ loaded: (ph) => { calls.push([ph.__loaded, typeof ph.get_distinct_id()]);
        ph.register({ from: 'loaded' }); ph.capture('inside'); page.given = ph } });
        return [calls, page.given === posthog, posthog.get_property('from'), page.names()]",
    );
    assert_eq!(told, r#"[[[true,"string"]],true,"loaded",["inside"]]"#);
}

#[wasm_bindgen_test]
fn opting_out_in_loaded_sends_nothing_at_all() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start({ capture_pageview: true, loaded: (ph) => ph.opt_out_capturing() });
        posthog.capture('x'); posthog.identify('me'); window.dispatchEvent(new Event('pagehide'));
        return [page.sent, posthog.is_capturing()]",
    );
    assert_eq!(told, "[[],false]");
}

#[wasm_bindgen_test]
fn set_config_counts_from_the_next_event_on() {
    let page = Page::fresh();
    let told = page.tell(
        "const keep = (event) => event; const posthog = page.start({ before_send: keep }); posthog.capture('one', { secret: 1 });
            posthog.set_config({ property_denylist: ['secret'], api_host: location.origin + '/proxy', own: { live: keep } });
            posthog.capture('two', { secret: 1 });
            for (const odd of [undefined, null, 'text', 7, [1]]) posthog.set_config(odd);
            return [page.sent.map((r) => [new URL(r.url).pathname, JSON.parse(r.body).batch[0].properties.secret]),
            posthog.config.own.live === keep, posthog.config.before_send === keep, Object.keys(posthog.config).includes('0'),
            posthog.config.property_denylist]",
    );
    assert_eq!(told, r#"[[["/e/",1],["/proxy/e/",null]],true,true,false,["secret"]]"#);
}

#[wasm_bindgen_test]
fn storage_that_stops_working_costs_no_event() {
    for broken in [
        "for (const name of ['getItem', 'setItem', 'removeItem']) page.replace(Storage.prototype, name, () => { throw new Error('no') })",
        "page.getter(window, 'localStorage', () => { throw new Error('no') })",
    ] {
        let page = Page::fresh();
        page.run(broken);
        let told = page.tell(
            "const posthog = page.start(); posthog.register({ kept: 1 }); posthog.capture('one'); posthog.identify('me');
            return [page.names(), posthog.get_property('kept'), posthog.get_distinct_id(), page.errors]",
        );
        assert_eq!(told, r#"[["one","$identify"],1,"me",[]]"#, "{broken}");
    }
}

#[wasm_bindgen_test]
fn a_full_storage_costs_no_event() {
    let page = Page::fresh();
    page.run(
        "for (let size = 4194304, n = 0; size >= 1;
        ) try { localStorage.setItem('fill' + n++, 'x'.repeat(size)) } catch (e) { size = size >> 1 }",
    );
    let told = page.tell(
        "const posthog = page.start(); posthog.register({ kept: 1 }); posthog.capture('one'); posthog.capture('two');
        return [page.names(), posthog.get_property('kept'), page.stored(posthog), document.cookie.includes(posthog.get_distinct_id()),
        page.errors]",
    );
    assert_eq!(told, r#"[["one","two"],1,null,true,[]]"#);
}

#[wasm_bindgen_test]
fn two_instances_are_strangers() {
    let page = Page::fresh();
    let told = page.tell(
        "const [one, two] = [page.start(), page.start()]; one.register({ mine: 1 });
        one.on('eventCaptured', () => page.heard = true); two.capture('x');
        return [one.get_distinct_id() === two.get_distinct_id(), two.get_property('mine') === undefined, page.heard === undefined,
        JSON.parse(page.sent[0].body).api_key === two.token]",
    );
    assert_eq!(told, "[false,true,true,true]");
}
