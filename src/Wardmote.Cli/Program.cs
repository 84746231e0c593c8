System.Console.WriteLine("wardmote");
