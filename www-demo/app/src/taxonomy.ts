// Every event Burr sends on its own account, with the properties it carries. One list, so that a typo is a compile error and a reader can
// learn what is measured without reading the app. What the SDK sends by itself is not in it: $feature_flag_called, for one, when a flag of
// flags.ts decides what somebody sees. Names are past tense, object first; values are facts about use, never what people wrote.
import type { Channel, ExportFormat, ItemKind, PaidPlan, Plan, UseCase } from './state/model'

export interface Taxonomy {
  user_signed_up: { method: 'email'; newsletter: boolean }
  user_logged_in: { method: 'email'; days_since_sign_up: number }
  user_onboarding_completed: { steps: number; seconds: number; use_case: UseCase; company_seats: number }
  feature_used: { feature: Feature; board_id?: string }
  item_created: { item_id: string; board_id: string; kind: ItemKind; has_link: boolean; has_note: boolean; items_on_board: number }
  item_shared: { item_id: string; board_id: string; kind: ItemKind; channel: Channel }
  export_completed: { board_id: string; format: ExportFormat; item_count: number; bytes: number }
  plan_chosen: { plan: PaidPlan; from_plan: Plan }
  subscription_started: { plan: PaidPlan; seats: number; monthly_value: number; currency: 'EUR' }
  subscription_upgraded: { from_plan: PaidPlan; to_plan: PaidPlan; seats: number; monthly_value: number; currency: 'EUR' }
  subscription_canceled: { plan: PaidPlan; reason: CancelReason; days_subscribed: number }
}

export type EventName = keyof Taxonomy
export type Feature = 'create_board' | 'search' | 'pin_item' | 'delete_item' | 'theme' | 'shared_page' | 'suggest_title'
export type CancelReason = 'too_expensive' | 'missing_feature' | 'trying_out' | 'other'
