// The app as a project of its own, with two pages.
module.exports = {
  mode: 'production',
  entry: { main: './src/main.js', required: './src/required.js', slim: './src/slim.js' },
}
