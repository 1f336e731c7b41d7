//! When flags are asked for again: every five minutes while somebody uses the page, less often while nobody does, never while it is hidden.

use super::*;

impl Client {
    /// Follows the options. True where somebody's use of the page has to be watched for.
    pub fn follow_refresh(&mut self) -> bool {
        let asked = self.config.raw.get("remote_config_refresh_interval_ms").filter(|value| !value.is_null());
        let wanted = asked.map_or(300_000.0, |value| value.as_num().unwrap_or_default());
        let interval = if self.flags_disabled() || wanted <= 0.0 { 0.0 } else { wanted };
        let refresh = &mut self.flags.refresh;
        if asked.is_some() {
            refresh.due = interval;
        }
        if interval != refresh.interval {
            *refresh = Refresh { interval, due: interval, ..Refresh::default() };
            self.schedule_refresh();
        }
        interval > 0.0
    }

    fn schedule_refresh(&mut self) {
        self.flags.refresh.last = self.world.now();
        let interval = self.flags.refresh.interval;
        if interval > 0.0 {
            self.act(Act::Wake(Timer::FlagsRefresh, interval));
        }
    }

    /// Asks again, if it is time to.
    pub fn refresh_flags(&mut self, timer: bool) {
        let now = self.world.now();
        let idle_counts = self.config.raw.get("remote_config_refresh_interval_ms").is_none_or(Json::is_null);
        let refresh = &mut self.flags.refresh;
        if refresh.interval <= 0.0 {
            return;
        }
        if timer {
            let interval = refresh.interval;
            self.act(Act::Wake(Timer::FlagsRefresh, interval));
        }
        let refresh = &self.flags.refresh;
        if self.flags_disabled() || !self.world.host().page().visible || now - refresh.last < refresh.due {
            return;
        }
        let refresh = &mut self.flags.refresh;
        refresh.due = if refresh.used || !idle_counts { refresh.interval } else { (refresh.due * 2.0).min(LONGEST_IDLE) };
        refresh.used = false;
        self.reload_flags();
        self.schedule_refresh();
    }

    /// Does it matter that somebody uses the page?
    pub fn awaits_use(&self) -> bool {
        let refresh = &self.flags.refresh;
        refresh.interval > 0.0 && !(refresh.used && refresh.due == refresh.interval)
    }

    /// Somebody uses the page, or looks at it again.
    pub fn on_page_used(&mut self) {
        if self.awaits_use() {
            let refresh = &mut self.flags.refresh;
            refresh.used = true;
            refresh.due = refresh.interval;
            self.refresh_flags(false);
        }
    }
}
