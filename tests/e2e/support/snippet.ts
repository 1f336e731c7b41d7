// The page snippet: the stand-in that collects calls until array.js is there. Written to the public contract of the standard snippet: an array
// named `posthog` with `_i`, `__SV`, a stub per method, and one nested array per named instance.

const METHODS = [
  'capture',
  'identify',
  'alias',
  'people.set',
  'people.set_once',
  'set_config',
  'register',
  'register_once',
  'register_for_session',
  'unregister',
  'unregister_for_session',
  'opt_out_capturing',
  'opt_in_capturing',
  'has_opted_out_capturing',
  'has_opted_in_capturing',
  'clear_opt_in_out_capturing',
  'reset',
  'isFeatureEnabled',
  'onFeatureFlags',
  'getFeatureFlag',
  'reloadFeatureFlags',
  'group',
  'resetGroups',
  'setPersonProperties',
  'onSessionId',
  'captureException',
  'get_distinct_id',
  'get_session_id',
  'debug',
  'on',
]

export function snippet(scriptUrl: string): string {
  return `(function (methods, url) {
    if (window.posthog && (window.posthog.__SV || window.posthog.__loaded)) return;
    var main = window.posthog = window.posthog || [];
    main._i = [];
    function stub(queue, path) {
      var parts = path.split('.'), name = parts.pop(), target = parts.length ? queue[parts[0]] : queue;
      target[name] = function () { target.push([name].concat([].slice.call(arguments))); };
    }
    main.init = function (token, config, name) {
      if (!document.getElementById('sdk')) {
        var script = document.createElement('script');
        script.id = 'sdk'; script.type = 'text/javascript'; script.crossOrigin = 'anonymous'; script.async = true; script.src = url;
        var first = document.getElementsByTagName('script')[0];
        first.parentNode.insertBefore(script, first);
      }
      var queue = main;
      if (name !== undefined) queue = main[name] = []; else name = 'posthog';
      queue.people = queue.people || [];
      queue.toString = function (bare) { return (name === 'posthog' ? name : 'posthog.' + name) + (bare ? '' : ' (stub)'); };
      queue.people.toString = function () { return queue.toString(1) + '.people (stub)'; };
      methods.forEach(function (path) { stub(queue, path); });
      main._i.push([token, config, name]);
    };
    main.__SV = 1;
  })(${JSON.stringify(METHODS)}, ${JSON.stringify(scriptUrl)});`
}
