// The app four times: a page for each way to take prickle in.
module.exports = {
  mode: 'production',
  entry: {
    main: './src/main.js',
    required: './src/required.js',
    slim: './src/slim.js',
    addressed: './src/addressed.js',
  },
}
