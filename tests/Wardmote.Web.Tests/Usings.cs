global using Xunit;
global using Wardmote.Web.Languages;
