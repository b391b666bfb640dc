module.exports = require('../../scripts/lint/house')(__dirname, 'server');
