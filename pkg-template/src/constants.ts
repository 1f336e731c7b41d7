// The values that posthog-js exports by name beside the SDK: surveys' and tours' words, compression, levels. They are plain tables, so that
// bundlers leave out those an app does not import.

type One<T> = T[keyof T]

export const Compression = { GZipJS: 'gzip-js', Base64: 'base64' } as const
export type Compression = One<typeof Compression>

export const severityLevels = ['fatal', 'error', 'warning', 'log', 'info', 'debug'] as const

// ---- surveys

export const DisplaySurveyType = { Popover: 'popover', Inline: 'inline' } as const
export type DisplaySurveyType = One<typeof DisplaySurveyType>

export const SurveyEventName = {
    SHOWN: 'survey shown',
    DISMISSED: 'survey dismissed',
    SENT: 'survey sent',
    ABANDONED: 'survey abandoned',
} as const
export type SurveyEventName = One<typeof SurveyEventName>

export const SurveyEventProperties = {
    SURVEY_ID: '$survey_id',
    SURVEY_NAME: '$survey_name',
    SURVEY_RESPONSE: '$survey_response',
    SURVEY_ITERATION: '$survey_iteration',
    SURVEY_ITERATION_START_DATE: '$survey_iteration_start_date',
    SURVEY_PARTIALLY_COMPLETED: '$survey_partially_completed',
    SURVEY_SUBMISSION_ID: '$survey_submission_id',
    SURVEY_QUESTIONS: '$survey_questions',
    SURVEY_COMPLETED: '$survey_completed',
    PRODUCT_TOUR_ID: '$product_tour_id',
    SURVEY_LAST_SEEN_DATE: '$survey_last_seen_date',
    SURVEY_LANGUAGE: '$survey_language',
} as const
export type SurveyEventProperties = One<typeof SurveyEventProperties>

export const SurveyEventType = { Activation: 'events', Cancellation: 'cancelEvents' } as const
export type SurveyEventType = One<typeof SurveyEventType>

export const SurveyPosition = {
    TopLeft: 'top_left',
    TopRight: 'top_right',
    TopCenter: 'top_center',
    MiddleLeft: 'middle_left',
    MiddleRight: 'middle_right',
    MiddleCenter: 'middle_center',
    Left: 'left',
    Center: 'center',
    Right: 'right',
    NextToTrigger: 'next_to_trigger',
} as const
export type SurveyPosition = One<typeof SurveyPosition>

export const SurveyQuestionBranchingType = {
    NextQuestion: 'next_question',
    End: 'end',
    ResponseBased: 'response_based',
    SpecificQuestion: 'specific_question',
} as const
export type SurveyQuestionBranchingType = One<typeof SurveyQuestionBranchingType>

export const SurveyQuestionType = {
    Open: 'open',
    MultipleChoice: 'multiple_choice',
    SingleChoice: 'single_choice',
    Rating: 'rating',
    Link: 'link',
} as const
export type SurveyQuestionType = One<typeof SurveyQuestionType>

export const SurveySchedule = { Once: 'once', Recurring: 'recurring', Always: 'always' } as const
export type SurveySchedule = One<typeof SurveySchedule>

export const SurveyTabPosition = { Top: 'top', Left: 'left', Right: 'right', Bottom: 'bottom' } as const
export type SurveyTabPosition = One<typeof SurveyTabPosition>

export const SurveyType = { Popover: 'popover', API: 'api', Widget: 'widget', ExternalSurvey: 'external_survey' } as const
export type SurveyType = One<typeof SurveyType>

export const SurveyWidgetType = { Button: 'button', Tab: 'tab', Selector: 'selector' } as const
export type SurveyWidgetType = One<typeof SurveyWidgetType>

// ---- product tours

export const DEFAULT_PRODUCT_TOUR_APPEARANCE = {
    backgroundColor: '#ffffff',
    textColor: '#1d1f27',
    buttonColor: '#1d1f27',
    borderRadius: 8,
    buttonBorderRadius: 6,
    borderColor: '#e5e7eb',
    fontFamily: 'system-ui',
    boxShadow: '0 4px 12px rgba(0, 0, 0, 0.15)',
    showOverlay: true,
    whiteLabel: false,
    dismissOnClickOutside: true,
    zIndex: 2147483646,
}

export const ProductTourEventName = {
    SHOWN: 'product tour shown',
    DISMISSED: 'product tour dismissed',
    COMPLETED: 'product tour completed',
    STEP_SHOWN: 'product tour step shown',
    STEP_COMPLETED: 'product tour step completed',
    BUTTON_CLICKED: 'product tour button clicked',
    STEP_SELECTOR_FAILED: 'product tour step selector failed',
    BANNER_CONTAINER_SELECTOR_FAILED: 'product tour banner container selector failed',
    BANNER_ACTION_CLICKED: 'product tour banner action clicked',
} as const
export type ProductTourEventName = One<typeof ProductTourEventName>

export const ProductTourEventProperties = {
    TOUR_ID: '$product_tour_id',
    TOUR_NAME: '$product_tour_name',
    TOUR_ITERATION: '$product_tour_iteration',
    TOUR_RENDER_REASON: '$product_tour_render_reason',
    TOUR_STEP_ID: '$product_tour_step_id',
    TOUR_STEP_ORDER: '$product_tour_step_order',
    TOUR_STEP_TYPE: '$product_tour_step_type',
    TOUR_DISMISS_REASON: '$product_tour_dismiss_reason',
    TOUR_BUTTON_TEXT: '$product_tour_button_text',
    TOUR_BUTTON_ACTION: '$product_tour_button_action',
    TOUR_BUTTON_LINK: '$product_tour_button_link',
    TOUR_BUTTON_TOUR_ID: '$product_tour_button_tour_id',
    TOUR_STEPS_COUNT: '$product_tour_steps_count',
    TOUR_STEP_SELECTOR: '$product_tour_step_selector',
    TOUR_STEP_SELECTOR_FOUND: '$product_tour_step_selector_found',
    TOUR_STEP_ELEMENT_TAG: '$product_tour_step_element_tag',
    TOUR_STEP_ELEMENT_ID: '$product_tour_step_element_id',
    TOUR_STEP_ELEMENT_CLASSES: '$product_tour_step_element_classes',
    TOUR_STEP_ELEMENT_TEXT: '$product_tour_step_element_text',
    TOUR_ERROR: '$product_tour_error',
    TOUR_MATCHES_COUNT: '$product_tour_matches_count',
    TOUR_FAILURE_PHASE: '$product_tour_failure_phase',
    TOUR_WAITED_FOR_ELEMENT: '$product_tour_waited_for_element',
    TOUR_WAIT_DURATION_MS: '$product_tour_wait_duration_ms',
    TOUR_BANNER_SELECTOR: '$product_tour_banner_selector',
    TOUR_LINKED_SURVEY_ID: '$product_tour_linked_survey_id',
    USE_MANUAL_SELECTOR: '$use_manual_selector',
    INFERENCE_DATA_PRESENT: '$inference_data_present',
    TOUR_LAST_SEEN_DATE: '$product_tour_last_seen_date',
    TOUR_TYPE: '$product_tour_type',
} as const
export type ProductTourEventProperties = One<typeof ProductTourEventProperties>
