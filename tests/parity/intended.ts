// Where prickle behaves unlike posthog-js on purpose. Every entry says why, and who gains by it; an entry that no scenario shows any more is an
// error of the run. README tells users the same under “What differs on purpose”.

export interface Intended {
  name: string
  /** Fits the scenario's name. */
  scenarios: RegExp
  /** Fits the place of the difference, see `Difference.at`; every place, unless told. */
  at?: RegExp
  /** Fit the two values as JSON. */
  theirs?: RegExp
  ours?: RegExp
  why: string
  gains: string
}

export const INTENDED: Intended[] = [
  {
    name: 'nothing is thrown at the page',
    scenarios: /^(persistence\/register-throwing|capture\/(strange-timestamp|throwing-getter)|start\/(init-strange-options|null-persistence))$/,
    why: 'at these arguments posthog-js throws a TypeError out of the call and loses what it was to do; prickle does what it can of it',
    gains: 'the page, which goes on, and whoever reads the events',
  },
  {
    name: 'an option of capture of the wrong kind does not lose the event',
    scenarios: /^capture\/strange-options$/,
    at: /\$set: 'x'/,
    why: 'posthog-js throws a TypeError out of the call where `$set` is no object',
    gains: 'the page, and whoever reads the events',
  },
  {
    name: 'an identify is not lost for its properties',
    scenarios: /^identity\/identify-no-objects$/,
    why: 'where properties are no object posthog-js stops in the middle: the visitor is identified here and never on the server',
    gains: 'sites with a slip in one call keep their users whole',
  },
  {
    name: 'properties that are no object are none',
    scenarios: /^identity\/(group-no-objects|person-strange)$/,
    at: /\$group_set|\$stored_(group|person)_properties|\.properties\.\$set$/,
    why: 'posthog-js sends the text or list as it is and keeps its letters as properties 0, 1, 2',
    gains: 'flags that are decided by properties',
  },
  {
    name: 'null is no alias',
    scenarios: /^identity\/alias-null$/,
    why: 'posthog-js sends an alias event whose alias is null; prickle refuses it as both refuse undefined',
    gains: 'nobody is merged with “null”',
  },
  {
    name: 'an id that is no text is named',
    scenarios: /^identity\/identify-no-text$/,
    at: /\.log/,
    why: 'posthog-js reports an implementation error of its own and a TypeError; prickle says which argument is wrong',
    gains: 'who has to find the slip',
  },
  {
    name: 'an object around a text is no name',
    scenarios: /^capture\/text-object$/,
    why: 'posthog-js sends an event whose name is an object of letters',
    gains: 'the event list of the project',
  },
  {
    name: 'what capture returns is what is sent',
    scenarios: /^(capture\/(not-json|sanitize)|persistence\/register-not-json)$/,
    at: /\.returned\.properties/,
    theirs: /^("~(bigint|undefined|number)|\{\}$)/,
    why: 'the returned event is read from the text that is sent: NaN is null in it, a BigInt a text, and undefined is not there',
    gains: 'pages that capture much: an event is made into text once',
  },
  {
    name: 'super properties are what is stored, from the start',
    scenarios: /^persistence\/register-not-json$/,
    at: /\.properties\.(f|when)$/,
    why: 'a Date given to `register` is {} on events of posthog-js until the page is reloaded and its ISO text afterwards; a function is {} until then',
    gains: 'whoever reads the property: it is the same on every page',
  },
  {
    name: 'the last event before leaving counts in what is stored',
    scenarios: /^(persistence\/debounce|visit\/(dated|latest|split))$/,
    at: /\$capture_rate_limit|\$lib_rate_limit_remaining_tokens/,
    why: 'with a debounce posthog-js writes its state before it captures $pageleave and never again; prickle writes it after',
    gains: 'sessions and limits go on where they were',
  },
  {
    name: 'a broken bucket is made anew',
    scenarios: /^persistence\/strange-entries$/,
    at: /tokens|\$capture_rate_limit|cookies\[0\]\.expires/,
    why: 'posthog-js counts on with NaN for ever, and its limit never holds again',
    gains: 'the server, and the visitor with a broken entry',
  },
  {
    name: 'answers of the wrong kind are ignored',
    scenarios: /^remote\/hostile$/,
    why: 'remote configuration is untrusted input; posthog-js looks for a word in a text and makes an address of a number',
    gains: 'visitors behind a proxy that answers with something else',
  },
  {
    name: 'shutdown ends it',
    scenarios: /^start\/shutdown$/,
    at: /wait 4000 ›\.requests$/,
    ours: /^$/,
    why: 'after `shutdown` posthog-js still queues and sends; the platform-neutral contract of PostHog’s SDKs says that nothing is taken any more',
    gains: 'apps that take the SDK down: no timer, listener or request of it is left',
  },
  {
    name: 'a listener that throws loses nothing',
    scenarios: /^capture\/listener-throws$/,
    why: 'an exception in a listener of posthog-js reaches the caller of `capture`, and the event and the other listeners go without',
    gains: 'sites with a broken plug-in keep their events',
  },
  {
    name: 'a warning in fewer words',
    scenarios: /^visit\/(memory|session-storage)$/,
    at: /\.warn\[0\]$/,
    theirs: /no bootstrap\.distinctID was provided/,
    ours: /no bootstrap\.distinctID was provided.*Either set persistence to/,
    why: 'that ids do not outlive the page or tab is said with the same remedies, in two thirds of the words',
    gains: 'every page, by the bytes of the others',
  },
  {
    name: 'debugging talk in our own words',
    scenarios: /^(replies\/debug|capture\/exception-by-hand)$/,
    at: /\.log\[\d\]/,
    why: 'while debugging, some warnings are shorter; that an event will be tried again is said before what the server answered, and an answer that is no JSON without the words of the JavaScript engine for it',
    gains: 'everybody: functions of the page are called when the core is done, and the words are the same in every browser',
  },
  {
    name: 'no extensions to put off',
    scenarios: /^start\/deferred-extensions$/,
    why: 'the option puts the start of posthog-js’s extensions off to another task; prickle has the core ready at once, and events say so',
    gains: 'the first events of a page, which are whole',
  },
  {
    name: 'a count is not written over what others wrote',
    scenarios: /^(session\/other-tab-ends-it|start\/same-token)$/,
    why: 'posthog-js stores its count of events at every event, and with it all it knows, over what another tab or instance stored since: tabs that wake end each other’s session, and super properties of a twin are lost. prickle waits up to three seconds with such a count and drops it then',
    gains: 'sessions of visitors with two tabs; and every event, which takes a fifth of the time',
  },
  {
    name: 'a card number is no class',
    scenarios: /^autocapture\/numbers$/,
    at: /\$elements\[\d\]\.classes$/,
    why: 'posthog-js leaves an attribute out whose value is a card number, but tells a class attribute all the same in the list of classes',
    gains: 'visitors of sites that put strange things into classes',
  },
  {
    name: 'an old name does not double a list',
    scenarios: /^start\/old-names$/,
    at: /returned\[3\]/,
    why: 'posthog-js renames twice and shows what `property_blacklist` holds twice on `config.property_denylist`',
    gains: 'nobody; it has no effect',
  },
  {
    name: 'no objects of what is not built yet',
    scenarios: /^start\/objects$/,
    why: 'surveys, replay and others come with their features; the inner objects of posthog-js (router, managers) are for its lazily loaded bundles',
    gains: 'every page: what is not there weighs nothing',
  },
  {
    name: 'the script of web vitals is asked for by the second file',
    scenarios: /^web-vitals\/remote-on$/,
    at: /^steps\[6\] reload ›\.requests\[[01]\]\.(url|reply)$/,
    why: 'what is switched on is looked at when signals.js is there, which is after the remote configuration was asked for; the requests are the same',
    gains: 'pages that measure nothing, whose file is smaller',
  },
  {
    name: 'events leave before logs and metrics',
    scenarios: /^(logs|metrics)\/leaving$/,
    at: /^steps\[\d+\] leave.*requests\[\d\]/,
    why: 'the second file hears of the end of the page after the first',
    gains: 'events, which come first in the budget that browsers have for beacons',
  },
  {
    name: 'the console is heard from when the second file is there',
    scenarios: /^logs\/console-early$/,
    why: 'posthog-js keeps what is said until its script is loaded; prickle would need a patch of the console in the first file for the tenth of a second before signals.js',
    gains: 'pages that do not send their console, whose file is smaller',
  },
  {
    name: 'tools that are registered before the second file is there ask nothing',
    scenarios: /^webmcp\/early$/,
    at: /steps\[0\] .*note|\$mcp_intent|returned$/,
    why: 'the schema of a tool is read when it is registered, and what agents are asked besides is written by the second file; calls of such tools are told',
    gains: 'pages without tools for agents, whose file is smaller',
  },
  {
    name: 'words about flags',
    scenarios: /^(flags|early-access)\//,
    at: /\.log(\[\d+\]\.(warn|error)(\[0\])?)?$/,
    theirs: /PostHog\.js/,
    why: 'what is said on the console while debugging is said in other words',
    gains: 'nobody, and nobody loses',
  },
  {
    name: 'who listens twice leaves twice',
    scenarios: /^flags\/handlers-twice$/,
    why: 'posthog-js takes a function away wherever it was given, when one of those who gave it leaves',
    gains: 'components that share a function',
  },
  {
    name: 'a wrong `flag_keys` is told when it would be sent',
    scenarios: /^flags\/request-keys-text$/,
    at: /\.log$/,
    why: 'posthog-js says it at `init`, twice',
    gains: 'nobody, and nobody loses',
  },
  {
    name: 'errors of those who listen for flags are told when all have heard',
    scenarios: /^flags\/handlers-throw$/,
    at: /\.log/,
    why: 'one line on the console for all of them, as for other listeners',
    gains: 'pages of many listeners',
  },
  {
    name: 'an odd answer about flags loses what is odd, and nothing else',
    scenarios: /^flags\/(answer-(flag-null|flags-list|flags-number|flags-text|hostile-keys|odd-flags|quota-strange)|bootstrap-(list|strange)|override-strange|update-strange)$/,
    why: 'posthog-js takes numbers, texts and lists for flags, and where one entry is null or one list an object it drops the whole answer without a word',
    gains: 'pages behind proxies, whose other flags work on',
  },
  {
    name: 'flags of any name can be read',
    scenarios: /^flags\/read-inherited$/,
    why: 'for names that every object has (toString …) posthog-js throws a TypeError at the page',
    gains: 'the page',
  },
  {
    name: 'wrong arguments about flags throw nothing',
    scenarios: /^(flags\/(read-strange|request-(properties-strange|contexts-text))|early-access\/(strange|stages|stages-text|callback-throws|enroll-strange))$/,
    why: 'posthog-js throws a TypeError at the page, or later from a timer and without a request; here it is as if nothing had been given',
    gains: 'the page, and flags that arrive',
  },
  {
    name: 'what is not known of a flag has no key',
    scenarios: /^flags\//,
    at: /\.(original_\w+|variant|reason|metadata|version|description|payload)$/,
    theirs: /^"~undefined"$/,
    why: 'details come from the core as JSON, which has no undefined',
    gains: 'nobody, and nobody loses',
  },
  {
    name: 'what stands on an event twice is told twice',
    scenarios: /^flags\/(bootstrap|answer-payloads|update)$/,
    at: /\$feature_flag_(bootstrapped_)?payload$/,
    why: 'posthog-js takes an object that two properties share for one that contains itself, and leaves both out',
    gains: 'whoever reads the events',
  },
  {
    name: 'no surveys yet',
    scenarios: /^off\/surveys$/,
    why: 'surveys are not built: callbacks hear so, as those of a posthog-js without its surveys do',
    gains: 'apps that wait for surveys go on',
  },
  {
    name: 'exceptions are read by what is loaded for it',
    scenarios: /^exceptions\/waiting$/,
    at: /\.returned/,
    why: 'what reads exceptions is in a file of its own; the first call asks for it, and answers at once with the event’s id, name, time and the properties given, to which the event that is sent then adds the rest',
    gains: 'every page: half as much to load',
  },
  {
    name: 'an exception just before the page is left is told without its stack',
    scenarios: /^exceptions\/left$/,
    at: /\.\$exception_list\[0\]\.(stacktrace|mechanism\.(exception_id|synthetic))$/,
    why: 'what reads stacks had not come yet, and the page cannot wait for it',
    gains: 'every page: half as much to load',
  },
  {
    name: 'early errors are not lost',
    scenarios: /^exceptions\/early$/,
    why: 'posthog-js hears of errors when it has loaded what watches for them; prickle keeps those that came meanwhile',
    gains: 'whoever looks for errors while a page begins',
  },
  {
    name: 'handlers of others stay',
    scenarios: /^exceptions\/(wrapped-later|several-instances)$/,
    why: 'who watches errors no longer puts back what was there before it; posthog-js does so although others have put theirs around it meanwhile, and throws those away; prickle leaves them and does nothing in between',
    gains: 'the page, and everybody else who watches errors on it',
  },
  {
    name: 'an experiment that is wrong ends no other',
    scenarios: /^experiments\/(definitions-null|selectors-strange|url-unknown-match)$/,
    at: /\.returned$/,
    theirs: /^"<h1>Shop<\/h1>(<p>text<\/p>)?"$/,
    ours: /^"<h1>(Changed|after|Shop)<\/h1>(<p>(other|Changed)<\/p>)?"$/,
    why: 'a selector that is none, a way of matching that there is not or a variant without changes throws in posthog-js, and everything that comes after it is not applied; in prickle only that change is not, and the console says so while debugging',
    gains: 'projects with several experiments, of which one has a slip',
  },
  {
    name: 'experiments speak in our words',
    scenarios: /^experiments\/no-element$/,
    theirs: /\[ExternalScriptsLoader\].* is disabled\."$|for experiment Experiment "$/,
    ours: /\[RemoteConfig\].* is disabled"$|selector \.gone of variant test for experiment Experiment"$/,
    why: 'while debugging: the same without the space at the end, and that no scripts may be loaded in fewer words',
    gains: 'every page, by the bytes',
  },
]
